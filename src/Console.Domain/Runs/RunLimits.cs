using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Provenance;

namespace AgentConsole.Domain.Runs;

/// <summary>The bounds of the Runs room.</summary>
public static class RunLimits
{
    public const int NameLengthMax = ProposalLimits.RunIdLengthMax;
    public const int LabelLengthMax = 200;
    public const int BodyBytesMax = 4 * 1024 * 1024;
    /// <summary>Characters of one text that was read; who read more says it in several.</summary>
    public const int TextLengthMax = 1024 * 1024;
    public const int MessagesMax = 200;
    /// <summary>What one run may have read; what comes after is refused, and what came only there is from nowhere.</summary>
    public const int ReadingsMax = ProvenanceLimits.ReadingsMax - SentMax;
    /// <summary>Proposals of one run whose arguments are marked as sent.</summary>
    public const int SentMax = 200;
    /// <summary>Bytes of marks that one run keeps: each proposal of the run reads them all.</summary>
    public const int MarksBytesMax = 4 * 1024 * 1024;
    /// <summary>Steps of each kind that a page shows.</summary>
    public const int StepsShownMax = 500;
    public const int KpisBytesMax = 8 * 1024;
    public const int KpisMax = 50;
    public const int OutcomeLengthMax = 60;
    public const int DigestBytes = 16;
    public const int RetentionDaysDefault = 30;
    public const int RetentionDaysMax = 366;
    /// <summary>Runs whose marks one round of the job forgets, and how often there is a round.</summary>
    public const int ForgetBatchMax = 200;
    public const int ForgetSeconds = 600;
    public const int MarkKeyBytes = 32;
    public const int SealedKeyBytesMax = 4_000;
}
