namespace AgentConsole.Bench.Judge;

/// <summary>One line of the table: a question, the figure, the baseline of the same run, and the aim.</summary>
internal sealed record JudgeRow(string Question, string Set, double Figure, double? Baseline, double? Aim, string Note)
{
    public bool IsReached => Aim is not { } aim || Figure >= aim;
}
