# libccsim, static and shared, for programs of others: made of the layers below the command line.
