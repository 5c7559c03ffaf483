# A family of plug-ins is a set of files LAYER/FAMILY_NAME.c, or LAYER/FOLDER/NAME.c where a folder
# is named, each ending in
#   const TYPE TYPE-without-_type_NAME = { ... };
# e.g. sim/dist/gamma.c or sim/dist/gamma.c defines `const sim_dist_type sim_dist_gamma`. The folder
# is the registry: this writes generated/LAYER/FAMILY_list.c, which defines the null-terminated
#   const TYPE *const TYPE-without-_type_types[]      e.g. sim_dist_types[]
# in alphabetical order of NAME. The type is declared in the one FAMILY.h of the layer.
function(ccsim_family layer family type)
  set(patterns ${PROJECT_SOURCE_DIR}/${layer}/${family}_*.c)
  foreach(folder ${ARGN})
    list(APPEND patterns ${PROJECT_SOURCE_DIR}/${layer}/${folder}/*.c)
  endforeach()
  file(GLOB files CONFIGURE_DEPENDS ${patterns})
  file(GLOB_RECURSE header CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}
    ${PROJECT_SOURCE_DIR}/${layer}/${family}.h)
  list(LENGTH header n_headers)
  if(files STREQUAL "" OR NOT n_headers EQUAL 1)
    message(FATAL_ERROR "${layer}: the family ${family} needs files and one ${family}.h (${header})")
  endif()
  set(names "")
  foreach(file ${files})
    get_filename_component(stem ${file} NAME_WE)
    string(REGEX REPLACE "^${family}_" "" name ${stem})
    list(APPEND names ${name})
  endforeach()
  list(SORT names)
  string(REGEX REPLACE "_type$" "" prefix ${type})
  set(externs "")
  set(entries "")
  foreach(name ${names})
    string(APPEND externs "extern const ${type} ${prefix}_${name};\n")
    string(APPEND entries "    &${prefix}_${name},\n")
  endforeach()
  set(out ${PROJECT_BINARY_DIR}/generated/${layer}/${family}_list.c)
  file(GENERATE OUTPUT ${out} CONTENT
    "/* Generated: every ${family} of ${layer}. */\n#include <stddef.h>\n#include \"${header}\"\n\n${externs}\nconst ${type} *const ${prefix}_types[] = {\n${entries}    NULL,\n};\n")
  list(APPEND CCSIM_FAMILY_SOURCES_${layer} ${out})
  set(CCSIM_FAMILY_SOURCES_${layer} ${CCSIM_FAMILY_SOURCES_${layer}} PARENT_SCOPE)
endfunction()
