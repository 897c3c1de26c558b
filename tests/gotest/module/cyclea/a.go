package cyclea

import _ "example.com/m/cycleb"
