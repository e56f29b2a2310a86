namespace AgentConsole.Domain.Access;

/// <summary>What wrong attempts in a row cost: nothing at first, then a wait that doubles, at last the password.</summary>
public static class LockOut
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);

    /// <summary>How long nothing is tried any more after this many failures in a row.</summary>
    public static TimeSpan WaitAfter(int failures)
    {
        if (failures < AccessLimits.SignInFailuresFree) return TimeSpan.Zero;
        var doublings = Math.Min(failures - AccessLimits.SignInFailuresFree, 16);
        return TimeSpan.FromTicks(Math.Min(FirstWait.Ticks << doublings, AccessLimits.SignInWaitMax.Ticks));
    }

    /// <summary>True where only a new password helps.</summary>
    public static bool IsShut(int failures) => failures >= AccessLimits.SignInFailuresMax;
}
