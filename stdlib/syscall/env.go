package syscall

import "sync"

// The environment is copied from the process's at first use; entries that were unset are empty.
var (
	envOnce  sync.Once
	envMu    sync.RWMutex
	envList  []string       // NAME=value
	envIndex map[string]int // NAME to its place in envList
)

func loadEnv() {
	envIndex = make(map[string]int)
	envList = make([]string, runtime_nenv())
	for i := range envList {
		s := runtime_env(i)
		envList[i] = s
		eq := equalSign(s)
		if eq <= 0 {
			continue
		}
		if _, ok := envIndex[s[:eq]]; ok {
			envList[i] = "" // the first one counts
		} else {
			envIndex[s[:eq]] = i
		}
	}
}

// equalSign returns where the name ends, -1 if nowhere. A name may begin with '='.
func equalSign(s string) int {
	for i := 1; i < len(s); i++ {
		if s[i] == '=' {
			return i
		}
	}
	return -1
}

// Getenv returns the value of an environment variable and whether it is set.
func Getenv(key string) (value string, found bool) {
	envOnce.Do(loadEnv)
	if key == "" {
		return "", false
	}
	envMu.RLock()
	defer envMu.RUnlock()
	i, ok := envIndex[key]
	if !ok {
		return "", false
	}
	return envList[i][len(key)+1:], true
}

// Setenv sets an environment variable.
func Setenv(key, value string) error {
	envOnce.Do(loadEnv)
	if key == "" {
		return EINVAL
	}
	for i := 0; i < len(key); i++ {
		if key[i] == '=' || key[i] == 0 {
			return EINVAL
		}
	}
	for i := 0; i < len(value); i++ {
		if value[i] == 0 {
			return EINVAL
		}
	}
	envMu.Lock()
	defer envMu.Unlock()
	if i, ok := envIndex[key]; ok {
		envList[i] = key + "=" + value
	} else {
		envIndex[key] = len(envList)
		envList = append(envList, key+"="+value)
	}
	runtimeSetenv(key, value)
	return nil
}

// Unsetenv removes an environment variable.
func Unsetenv(key string) error {
	envOnce.Do(loadEnv)
	envMu.Lock()
	defer envMu.Unlock()
	if i, ok := envIndex[key]; ok {
		envList[i] = ""
		delete(envIndex, key)
		runtimeUnsetenv(key)
	}
	return nil
}

// Clearenv removes all environment variables.
func Clearenv() {
	envOnce.Do(loadEnv)
	envMu.Lock()
	defer envMu.Unlock()
	old := envIndex
	envIndex = make(map[string]int)
	envList = nil
	runtimeClearenv(old)
}

// Environ returns the environment, one NAME=value each.
func Environ() []string {
	envOnce.Do(loadEnv)
	envMu.RLock()
	defer envMu.RUnlock()
	list := make([]string, 0, len(envList))
	for _, s := range envList {
		if s != "" {
			list = append(list, s)
		}
	}
	return list
}
