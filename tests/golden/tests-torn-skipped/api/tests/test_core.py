# see run.xml
