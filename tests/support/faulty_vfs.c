/* faulty_vfs - the methods of the default VFS with two of them replaced. */
#include "support/faulty_vfs.h"

#include <stdatomic.h>

#include <sqlite3.h>

#include "base/compiler.h"

static sqlite3_vfs *real_vfs;
static sqlite3_vfs vfs;

/* SQLite has one table for databases and one for files it never locks. */
static struct {
	const sqlite3_io_methods *real;
	sqlite3_io_methods ours;
} tables[2];

static _Atomic int armed_call = -1;
static _Atomic int calls_left;
static _Atomic int gives;
static _Atomic bool has_failed;

static bool fails(enum faulty_call call)
{
	if (atomic_load(&armed_call) != (int)call ||
	    atomic_fetch_sub(&calls_left, 1) > 1)
		return false;
	atomic_store(&has_failed, true);
	return true;
}

static int write_at(sqlite3_file *file, const void *bytes, int n,
		    sqlite3_int64 at)
{
	if (fails(FAULTY_WRITE))
		return atomic_load(&gives);
	return tables[0].real->xWrite(file, bytes, n, at);
}

static int sync_all(sqlite3_file *file, int flags)
{
	if (fails(FAULTY_SYNC))
		return atomic_load(&gives);
	return tables[0].real->xSync(file, flags);
}

static const sqlite3_io_methods *replace(const sqlite3_io_methods *real)
{
	size_t i = 0;

	while (tables[i].real != NULL && tables[i].real != real) {
		i++;
		ASSERT(i < COUNT(tables));
	}
	tables[i].real = real;
	tables[i].ours = *real;
	tables[i].ours.xWrite = write_at;
	tables[i].ours.xSync = sync_all;
	ASSERT(real->xWrite == tables[0].real->xWrite);
	ASSERT(real->xSync == tables[0].real->xSync);
	return &tables[i].ours;
}

static int open_file(sqlite3_vfs *v, const char *name, sqlite3_file *file,
		     int flags, int *ret_flags)
{
	int code = real_vfs->xOpen(v, name, file, flags, ret_flags);

	if (code == SQLITE_OK)
		file->pMethods = replace(file->pMethods);
	return code;
}

void faulty_vfs_install(void)
{
	real_vfs = sqlite3_vfs_find(NULL);
	vfs = *real_vfs;
	vfs.zName = "faulty";
	vfs.xOpen = open_file;
	ASSERT(sqlite3_vfs_register(&vfs, 1) == SQLITE_OK);
}

void faulty_vfs_arm(enum faulty_call call, int n, int code)
{
	atomic_store(&has_failed, false);
	atomic_store(&gives, code);
	atomic_store(&calls_left, n);
	atomic_store(&armed_call, (int)call);
}

bool faulty_vfs_disarm(void)
{
	atomic_store(&armed_call, -1);
	return atomic_load(&has_failed);
}
