using System.Diagnostics;
using System.Security.Cryptography;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Web.Shell;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Architecture.Planted;

/// <summary>Breaks every rule of the floors once, so that no rule can be one that never fails.</summary>
public static class Breach
{
    public static object[] BackwardsAndAcross(DbContext db) => [db.Database, typeof(Ambient), typeof(DatabaseOptions)];

    public static object DateTimeNow() => DateTime.Now;

    public static object DateTimeUtcNow() => DateTime.UtcNow;

    public static object DateTimeToday() => DateTime.Today;

    public static object DateTimeOffsetNow() => DateTimeOffset.Now;

    public static object DateTimeOffsetUtcNow() => DateTimeOffset.UtcNow;

    public static object TimeProviderSystem() => TimeProvider.System;

    public static object EnvironmentTickCount() => Environment.TickCount;

    public static object EnvironmentTickCount64() => Environment.TickCount64;

    public static object StopwatchStartNew() => Stopwatch.StartNew();

    public static object GuidNewGuid() => Guid.NewGuid();

    public static object GuidCreateVersion7() => Guid.CreateVersion7();

    public static object NewRandom() => new Random();

    public static object RandomShared() => Random.Shared;

    public static object RandomNumberGeneratorGetBytes() => RandomNumberGenerator.GetBytes(1);

    public static Func<Guid> AsDelegate() => Guid.NewGuid;

    public static async Task<object> InsideAsync()
    {
        await Task.Yield();
        return DateTime.UtcNow;
    }

    public static Func<object> InsideLambda(int unused) => () => DateTime.UtcNow.AddTicks(unused);
}
