"""One wheel for all Pythons: there is no extension module. With libccsim beside the module it is for one platform,
without for any."""

import glob
import sysconfig

from setuptools import setup
from wheel.bdist_wheel import bdist_wheel


class Wheel(bdist_wheel):
    def get_tag(self):
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        return ("py3", "none", platform if glob.glob("ccsim/libccsim.*") else "any")


setup(cmdclass={"bdist_wheel": Wheel})
