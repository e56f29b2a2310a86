using AgentConsole.Web.Shell.Kit.Diff;

namespace AgentConsole.Web.Shell;

/// <summary>What the kit page shows its pieces with.</summary>
internal static class KitSamples
{
    public static readonly DiffField[] Before = [new("status", "paid"), new("refunded", "0.00"), new("card", "•••• 8902"), new("hold", "none")];

    public static readonly DiffField[] After =
        [new("status", "refunded"), new("refunded", "120.00"), new("card", "•••• 8902"), new("email", "x@evil.test\u202e"), new("note", null)];

    public const string PolicyBefore = """
        permit (principal, action in Action::"read", resource);

        permit (principal, action == Action::"billing.refund", resource)
          when { context.args.amount.lessThanOrEqual(decimal("50.0")) };

        forbid (principal, action, resource)
          when { context.stopped };

        // end of set
        // nothing below
        // reviewed in March
        // by Security
        // and by Product
        """;

    public const string PolicyAfter = """
        permit (principal, action in Action::"read", resource);

        permit (principal, action == Action::"billing.refund", resource)
          when { context.args.amount.lessThanOrEqual(decimal("80.0")) || context.approvals >= 1 };

        forbid (principal, action, resource)
          when { context.stopped };

        // end of set 
        // nothing below
        // reviewed in March
        // by Security
        // and by Product
        """;

    public static readonly (int Minutes, int Score, string Status)[] Rows =
        [(3, 18, "released"), (14, 62, "pending"), (25, 48, "holding"), (90, 91, "rejected"), (1_500, 33, "succeeded")];
}
