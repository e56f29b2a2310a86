using System.Collections.Frozen;
using System.Text.Json;

namespace AgentConsole.Domain.Risk;

/// <summary>How many points each thing is worth, in a numbered version: the same facts by the same table are the same score for ever.</summary>
public sealed class RiskTable
{
    public const int VersionMax = 1_000_000;
    public const int PointsMax = RiskModel.ScoreMax;
    public const int MoneyStepsMax = 20;

    private readonly FrozenDictionary<RiskWeight, int> _points;

    internal RiskTable(int version, IEnumerable<KeyValuePair<RiskWeight, int>> points, IReadOnlyList<MoneyStep> money) =>
        (Version, _points, Money) = (version, points.ToFrozenDictionary(), money);

    /// <summary>Version 1, which a console begins with.</summary>
    public static RiskTable Default { get; } = new(1,
        new Dictionary<RiskWeight, int>
        {
            [RiskWeight.Write] = 12,
            [RiskWeight.Irreversible] = 26,
            [RiskWeight.Production] = 6,
            [RiskWeight.External] = 6,
            [RiskWeight.Secrets] = 12,
            [RiskWeight.Infrastructure] = 8,
            [RiskWeight.PersonalData] = 3,
            [RiskWeight.MoneyUnknown] = 15,
            [RiskWeight.LimitHalf] = 3,
            [RiskWeight.LimitNear] = 6,
            [RiskWeight.LimitOver] = 10,
            [RiskWeight.UntrustedName] = 20,
            [RiskWeight.UnknownName] = 16,
            [RiskWeight.UntrustedText] = 6,
            [RiskWeight.UnaskedNumber] = 4,
            [RiskWeight.TrustedName] = 2,
            [RiskWeight.MarkedPlace] = 4,
            [RiskWeight.EachUnknown] = 2,
            [RiskWeight.UnknownMax] = 8,
            [RiskWeight.Unasked] = 20,
            [RiskWeight.AskedByResult] = 12,
            [RiskWeight.Incomplete] = 12,
            [RiskWeight.EachElement] = 1,
            [RiskWeight.ElementsMax] = 4,
            [RiskWeight.NewInRun] = 8,
            [RiskWeight.NewForAgent] = 3,
            [RiskWeight.NewRecipient] = 5,
            [RiskWeight.UnusualMoney] = 8,
            [RiskWeight.EachDenial] = 4,
            [RiskWeight.DenialsMax] = 8,
            [RiskWeight.OftenRejected] = 6,
            [RiskWeight.EachFailure] = 1,
            [RiskWeight.FailuresMax] = 4,
            [RiskWeight.Repeat] = 3,
            [RiskWeight.Loop] = 8,
            [RiskWeight.StagePropose] = 4,
            [RiskWeight.StageReadOnly] = 3,
            [RiskWeight.StageStagingWrites] = 2,
            [RiskWeight.StageNarrowProductionWrites] = 1,
        },
        [new(10, 2), new(50, 4), new(100, 6), new(500, 9), new(5_000, 12), new(null, 15)]);

    public int Version { get; }

    /// <summary>Rising bounds with rising points.</summary>
    public IReadOnlyList<MoneyStep> Money { get; }

    public int PointsOf(RiskWeight weight) => _points[weight];

    /// <summary>Reads a table's document; null where anything about it is wrong, and then every fault is named.</summary>
    public static RiskTable? Parse(JsonElement document, out IReadOnlyList<Fault> faults) => RiskTableDocument.Read(document, out faults);

    /// <summary>The table as the document that <see cref="Parse"/> reads.</summary>
    public string ToJson() => RiskTableDocument.Write(this);
}
