namespace AgentConsole.Bench.Judge;

/// <summary>One run: what the console says of it, and what the recording does.</summary>
/// <param name="RecordedUsd">Null where the recording does not know.</param>
internal sealed record TracedRun(string Id, string Agent, int Suspicion, decimal Usd, int Unpriced, decimal? RecordedUsd, bool HasSucceeded, int Errors);
