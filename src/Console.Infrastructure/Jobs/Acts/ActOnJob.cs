using AgentConsole.Domain.Access;

namespace AgentConsole.Infrastructure.Jobs.Acts;

/// <summary>Have a job run now, or not run until it is resumed, or run again by its plan.</summary>
public sealed record ActOnJob(Caller Caller, string Job, JobVerb Verb)
{
    /// <summary>What it takes to have that done.</summary>
    public Permission Needs => Verb == JobVerb.Run ? Permission.RunJobs : Permission.PauseJobs;
}
