using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Domain.Runs;

/// <summary>Something that a run has read, as keyed marks of the values in it: the text itself is kept nowhere.</summary>
public sealed class RunReading
{
    public required RunKey Run { get; init; }
    /// <summary>Its place among everything the run read and proposed.</summary>
    public required int Step { get; init; }
    public required ReadingKind Kind { get; init; }
    public string? Tool { get; init; }
    /// <summary>As the tool's contract said when it was read.</summary>
    public required ResultTrust Trust { get; init; }
    public required byte[] Marks { get; init; }
    /// <summary>A keyed hash of source and text: the same read twice is one reading.</summary>
    public required byte[] Digest { get; init; }
    public required DateTimeOffset At { get; init; }
    /// <summary>The proposal whose arguments or whose result it is.</summary>
    public ProposalId? Proposal { get; init; }

    /// <summary>What a proposal sends: a result that says it back makes it no truer.</summary>
    public static RunReading Sent(RunKey run, int step, Proposal proposal, ReadingMarks marks) => new()
    {
        Run = run,
        Step = step,
        Kind = ReadingKind.Sent,
        Trust = ResultTrust.Untrusted,
        Marks = marks.ToBytes(),
        // Told apart by the proposal alone: the same may be sent twice.
        Digest = proposal.Id.Value.ToByteArray(bigEndian: true),
        At = proposal.SubmittedAt,
        Proposal = proposal.Id,
    };

    public Reading Read() => new(Step, Kind, Tool, Trust, ReadingMarks.FromBytes(Marks));
}
