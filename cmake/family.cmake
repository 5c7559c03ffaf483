# A family of plug-ins is a set of files FOLDER/FAMILY_*.c, each ending in
#   const TYPE TYPE-without-_type_NAME = { ... };
# e.g. sim/dist_gamma.c defines `const sim_dist_type sim_dist_gamma`. The folder is the
# registry: this writes generated/FOLDER/FAMILY_list.c, which defines the null-terminated
#   const TYPE *const FAMILY_PREFIX_types[]      e.g. sim_dist_types[]
# in alphabetical order of NAME.
function(ccsim_family folder family type)
  file(GLOB files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/${family}_*.c)
  list(SORT files)
  string(REGEX REPLACE "_type$" "" prefix ${type})
  set(externs "")
  set(entries "")
  foreach(file ${files})
    get_filename_component(stem ${file} NAME_WE)
    string(REGEX REPLACE "^${family}_" "" name ${stem})
    string(APPEND externs "extern const ${type} ${prefix}_${name};\n")
    string(APPEND entries "    &${prefix}_${name},\n")
  endforeach()
  set(out ${PROJECT_BINARY_DIR}/generated/${folder}/${family}_list.c)
  file(GENERATE OUTPUT ${out} CONTENT
    "/* Generated: every ${folder}/${family}_*.c. */\n#include <stddef.h>\n#include \"${folder}/${family}.h\"\n\n${externs}\nconst ${type} *const ${prefix}_types[] = {\n${entries}    NULL,\n};\n")
  list(APPEND CCSIM_FAMILY_SOURCES_${folder} ${out})
  set(CCSIM_FAMILY_SOURCES_${folder} ${CCSIM_FAMILY_SOURCES_${folder}} PARENT_SCOPE)
endfunction()
