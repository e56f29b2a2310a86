using AgentConsole.Infrastructure.Persistence;
using Microsoft.Data.SqlClient;
using Npgsql;
using Quartz;

namespace AgentConsole.Infrastructure.Jobs.Store;

/// <summary>
/// Where the scheduler keeps its triggers, so that a start forgets none and several nodes run each once: tables of its own (<c>QRTZ_*</c>)
/// beside ours, on SQLite in a file of their own. What is missing of them is made when the scheduler starts, by the package's own scripts, and
/// nothing is ever altered or dropped.
/// </summary>
internal static class JobStore
{
    public static void UseConsoleStore(this IQuartzBuilder quartz, DatabaseOptions database) => quartz.UsePersistentStore(store =>
    {
        store.ConfigureStore(options =>
        {
            // Readable by whoever looks into the tables, and free of types.
            options.StoreJobDataAsStrings = true;
            options.UseBackgroundThreads = true;
            options.MisfireThreshold = TimeSpan.FromSeconds(JobLimits.MisfireSeconds);
        });
        store.ProvisionSchema();
        switch (database.Provider)
        {
            case DatabaseProvider.Sqlite:
                store.UseSqlite(new JobFileFactory(), JobFile.ConnectionString(database));
                break;
            case DatabaseProvider.Postgres:
                store.UsePostgres(NpgsqlFactory.Instance, database.ConnectionString);
                store.UseClustering(_ => { });
                break;
            case DatabaseProvider.SqlServer:
                store.UseSqlServer(SqlClientFactory.Instance, database.ConnectionString);
                store.UseClustering(_ => { });
                break;
        }
    });
}
