package cycleb
