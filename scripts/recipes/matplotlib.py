# Records in an image of matplotlib the files it was drawn from, so that adam-report compare can report why it changed.
import hashlib
import matplotlib.pyplot as plt

def source(*names):
    return "".join(f"{hashlib.sha256(open(name, 'rb').read()).hexdigest()}  {name}\n" for name in names)

plt.plot([float(line) for line in open("data.csv")])
plt.savefig("plot.png", metadata={"adam-report:source": source("plot.py", "data.csv")})
