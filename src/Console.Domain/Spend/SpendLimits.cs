namespace AgentConsole.Domain.Spend;

/// <summary>The bounds of the Spend room.</summary>
public static class SpendLimits
{
    /// <summary>The currency that caps are in.</summary>
    public const string CapCurrency = "USD";
    public const int ModelNameLengthMax = 200;
    public const int NoteLengthMax = 300;
    public const int PriceBytesMax = 16 * 1024;
    /// <summary>Prices that a console keeps; every one is held in memory.</summary>
    public const int PricesMax = 5_000;
    /// <summary>A million dollars per million tokens, or per call.</summary>
    public const long PriceNanosMax = 1_000_000_000_000_000;
    /// <summary>Tokens of one kind in one call.</summary>
    public const long TokensMax = 1_000_000_000;
    /// <summary>What one reservation, one settled cost, one cap or one raise may be at most: a million dollars.</summary>
    public const long AmountNanosMax = 1_000_000_000_000_000;
    /// <summary>What one counter holds at most, whether or not a cap is set; what would lead above it is refused.</summary>
    public const long UseNanosMax = 1_000_000_000_000_000_000;
    /// <summary>A workflow whose name is longer has no budget.</summary>
    public const int BudgetNameLengthMax = 110;
    public const int BudgetIdLengthMax = BudgetNameLengthMax + 20;
    public const int ScopeLengthMax = 205;
    public const int DayLength = 10;
    public const int BudgetsMax = 1_000;
    public const int BudgetBytesMax = 16 * 1024;
    public const int ReservationBytesMax = 16 * 1024;
    public const int ReasonLengthMax = 500;
    public const int RaiseSecondsMin = 60;
    public const int RaiseSecondsMax = 7 * 24 * 3600;
    /// <summary>Raises in force at once for one budget.</summary>
    public const int RaisesMax = 20;
    public const int ReservationSecondsDefault = 600;
    public const int ReservationSecondsMax = 24 * 3600;
    /// <summary>Reservations past their time that one act gives back on its way.</summary>
    public const int ExpireBatchMax = 200;
    public const int ExpireSeconds = 60;
    /// <summary>Between two looks at what traces tell of spend, and how lately a run has to have told something to be looked at.</summary>
    public const int CarrySeconds = 15;
    public const int CarryRunMinutes = 10;
    /// <summary>Runs that one look reads, the latest.</summary>
    public const int CarryRunsMax = 2_000;
    /// <summary>Counters that one transaction brings up to what traces tell.</summary>
    public const int CarryBatchMax = 200;
    /// <summary>Changes of prices that one reader takes at once.</summary>
    public const int ChangesPageMax = 200;
    public const int PriceTextLengthMax = 200;
}
