namespace AgentConsole.Bench.Judge;

/// <summary>One recorded call: what the console said of it, beside what the recording knows.</summary>
/// <param name="Score">The risk; null where the call made no proposal.</param>
/// <param name="IsStopped">Denied, or refused as malformed.</param>
/// <param name="IsAsked">A person is asked.</param>
/// <param name="IsLoop">Said to be the same call for the third time or more.</param>
internal sealed record JudgedCall(RecordedAnswer Answer, int? Score, bool IsStopped, bool IsAsked, bool IsLoop)
{
    public bool IsHeld => IsStopped || IsAsked;
}
