# see unit.xml
