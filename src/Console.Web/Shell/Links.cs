namespace AgentConsole.Web.Shell;

/// <summary>Every address of a page, in one file; no page writes an address by hand.</summary>
public static class Links
{
    public const string Home = "/";
    public const string Queue = "/review";
    public const string Quality = "/review/quality";
    public const string Permits = "/permits";
    public const string Incidents = "/incidents";
    public const string TicketTargets = "/incidents/targets";
    public const string Proposals = "/proposals";
    public const string Jobs = "/jobs";
    public const string Schedules = "/jobs/schedules";
    public const string NewSchedule = "/jobs/schedules/new";
    public const string Ledger = "/ledger";
    public const string Deliveries = "/deliveries";
    public const string Webhooks = "/webhooks";
    public const string Agents = "/agents";
    public const string Stops = "/stops";
    public const string Tools = "/tools";
    public const string Executions = "/executions";
    public const string Policies = "/policies";
    public const string PolicyLog = "/policies/log";
    public const string Risk = "/risk";
    public const string Budgets = "/budgets";
    public const string Prices = "/prices";
    public const string Run = "/run";
    public const string Runs = "/runs";
    public const string Insights = "/insights";
    public const string InsightsSpend = "/insights/spend";
    public const string InsightsDenials = "/insights/denials";
    public const string InsightsTools = "/insights/tools";
    public const string InsightsApprovals = "/insights/approvals";
    public const string InsightsOutcomes = "/insights/outcomes";
    public const string InsightsRoi = "/insights/roi";
    public const string Alerts = "/alerts";
    public const string AlertRules = "/alerts/rules";
    public const string People = "/people";
    public const string Account = "/account";
    public const string SignIn = "/account/sign-in";
    public const string SignInCode = "/account/sign-in/code";
    public const string PasswordLink = "/account/password";
    public const string Denied = "/account/denied";
    /// <summary>The query parameter that says where to go after signing in.</summary>
    public const string ReturnParameter = "return";
    public const string SignOut = "/account/sign-out";
    public const string Setup = "/account/setup";
    public const string Jump = "/jump";
    public const string Kit = "/kit";
    public const string LiveHub = "/hubs/live";

    public static string SignInThen(string address) => $"{SignIn}?{ReturnParameter}={Uri.EscapeDataString(address)}";

    public static string SignInCodeThen(string address) => $"{SignInCode}?{ReturnParameter}={Uri.EscapeDataString(address)}";

    public static string SetupWith(string code) => $"{Setup}?code={Uri.EscapeDataString(code)}";

    public static string PasswordLinkWith(string code) => $"{PasswordLink}?code={Uri.EscapeDataString(code)}";

    public static string Proposal(string id) => $"{Queue}/{Uri.EscapeDataString(id)}";

    public static string Incident(string id) => $"/incident?id={Uri.EscapeDataString(id)}";

    /// <summary>The same as a plain page for a phone: where a message leads.</summary>
    public static string Phone(string id) => $"/p/{Uri.EscapeDataString(id)}";

    /// <summary>A slash in a tool's name stays one: it is a folder to whoever named it.</summary>
    public static string Tool(string name) => $"{Tools}/{string.Join('/', name.Split('/').Select(Uri.EscapeDataString))}";

    public static string ToolVersion(string name, int version) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Tool(name)}?version={version}");

    public static string Policy(string set) => $"{Policies}/{Uri.EscapeDataString(set)}";

    /// <summary>One of the views of a policy set, such as its versions.</summary>
    public static string PolicyView(string set, string view) => $"{Policy(set)}?view={Uri.EscapeDataString(view)}";

    /// <summary>What policy was asked about one proposal, and what it answered.</summary>
    public static string PolicyLogOf(string proposal) => $"{PolicyLog}?proposal={Uri.EscapeDataString(proposal)}";

    /// <summary>Where one answer of policy is made into a rule.</summary>
    public static string RuleFrom(string evaluation) => $"{PolicyLog}/{Uri.EscapeDataString(evaluation)}/rule";

    /// <summary>A run, by the three names that make it one, at one of its steps.</summary>
    public static string RunStep(string agent, string environment, string run, int? step = null) =>
        $"{Run}?agent={Uri.EscapeDataString(agent)}&environment={Uri.EscapeDataString(environment)}&run={Uri.EscapeDataString(run)}"
        + (step is { } at ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"#step-{at}") : "");

    /// <summary>A page of the prices: those of that name, behind a position.</summary>
    public static string PricesFrom(string search, string? after) => Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString(Prices,
        new Dictionary<string, string?> { ["q"] = search.Length > 0 ? search : null, ["after"] = after }.Where(part => part.Value is not null).ToDictionary());

    /// <summary>One alert: what happened and what to do next.</summary>
    public static string Alert(string id) => $"/alert?id={Uri.EscapeDataString(id)}";

    /// <summary>Deliveries of one id: their own, of a proposal, or of an alert.</summary>
    public static string DeliveriesOf(string id) => $"{Deliveries}?q={Uri.EscapeDataString(id)}";

    /// <summary>One job of the console, with its history behind a position.</summary>
    public static string Job(string name, string? after = null) =>
        $"{Jobs}/{Uri.EscapeDataString(name)}" + (after is null ? "" : "?after=" + Uri.EscapeDataString(after));

    public static string Schedule(string id) => $"{Schedules}/{Uri.EscapeDataString(id)}";

    public static string Agent(string name) => $"{Agents}/{Uri.EscapeDataString(name)}";
}
