/* The time of libpng alone: decodes the named images row by row, each in its own thread. */
#include <png.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static void *decode(void *path)
{
    FILE *file = fopen(path, "rb");
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);

    if (file == NULL || png == NULL || info == NULL)
        abort();
    png_init_io(png, file);
    png_read_info(png, info);
    png_bytep row = malloc(png_get_rowbytes(png, info));
    for (png_uint_32 y = png_get_image_height(png, info); y > 0; y--)
        png_read_row(png, row, NULL);
    png_read_end(png, NULL);
    png_destroy_read_struct(&png, &info, NULL);
    free(row);
    fclose(file);
    return NULL;
}

int main(int argc, char *argv[])
{
    pthread_t threads[16];

    for (int i = 1; i < argc && i < 16; i++)
        if (pthread_create(&threads[i], NULL, decode, argv[i]) != 0)
            abort();
    for (int i = 1; i < argc && i < 16; i++)
        pthread_join(threads[i], NULL);
    return 0;
}
