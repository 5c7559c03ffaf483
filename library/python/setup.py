"""One wheel for all Pythons: there is no extension module. With libccsim beside the module it is for one platform,
without for any."""

import glob

from setuptools import setup
from wheel.bdist_wheel import bdist_wheel


class Wheel(bdist_wheel):
    def finalize_options(self):
        super().finalize_options()
        self.root_is_pure = not glob.glob("ccsim/libccsim.*")

    def get_tag(self):
        return ("py3", "none", super().get_tag()[2])


setup(cmdclass={"bdist_wheel": Wheel})
