using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentConsole.Web.Shell.Demo;

/// <summary>The little shop that the demo's agents work on: orders, customers, cases, servers; all in memory.</summary>
internal sealed class DemoWorld
{
    private const int Orders = 40;
    private const int Customers = 20;
    private const int Cases = 30;

    private static readonly string[] Names =
        ["Lena Brandt", "Omar Haddad", "Ines Duarte", "Yara Nasser", "Paul Keane", "Mei Tanaka", "Jonas Lind", "Aisha Bello", "Tomas Novak", "Ruth Adler"];

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Collection, string Id), JsonObject> _things = [];

    public DemoWorld()
    {
        for (var n = 0; n < Orders; n++) _things[("orders", OrderId(n))] = NewOrder(n);
        for (var n = 0; n < Customers; n++) _things[("customers", CustomerId(n))] = NewCustomer(n);
        for (var n = 0; n < Cases; n++)
            _things[("cases", CaseId(n))] = new() { ["status"] = n % 3 == 0 ? "waiting" : "open", ["priority"] = $"P{1 + (n % 3)}", ["subject"] = "Where is my order?" };
        foreach (var server in (string[])["web-1", "web-2", "web-3", "db-1", "cache-1", "batch-1"])
            _things[("servers", server)] = new() { ["status"] = "running", ["connections"] = 40 + (server.Length * 17), ["restarts"] = 0 };
        foreach (var service in (string[])["checkout", "search", "mailer", "ledger"])
            _things[("services", service)] = new() { ["replicas"] = 4, ["load"] = "78 %" };
        foreach (var record in (string[])["status.demo.example", "pay.demo.example"])
            _things[("records", record)] = new() { ["address"] = "192.0.2.10", ["ttl_s"] = 300 };
        _things[("mail", "outbox")] = new() { ["sent"] = 0, ["last_to"] = null };
        foreach (var backup in (string[])["B-104", "B-107"])
            _things[("backups", backup)] = new() { ["status"] = "kept", ["taken"] = "2026-01-31", ["size_gb"] = 412 };
    }

    public static string OrderId(int number) => string.Create(CultureInfo.InvariantCulture, $"W-{1001 + (number % Orders)}");

    public static string CustomerId(int number) => string.Create(CultureInfo.InvariantCulture, $"C-{201 + (number % Customers)}");

    public static string CaseId(int number) => string.Create(CultureInfo.InvariantCulture, $"K-{301 + (number % Cases)}");

    /// <summary>One thing as JSON text, or null.</summary>
    public string? Find(string collection, string id)
    {
        lock (_gate) return _things.GetValueOrDefault((collection, id))?.ToJsonString();
    }

    /// <summary>Does what a tool does: the state afterwards, or why it was not done.</summary>
    public (JsonObject? State, string? Fault) Do(string tool, JsonElement args) => Do(tool, args, isTrial: false);

    /// <summary>What the state would be, without doing it.</summary>
    public (JsonObject? State, string? Fault) Try(string tool, JsonElement args) => Do(tool, args, isTrial: true);

    private (JsonObject? State, string? Fault) Do(string tool, JsonElement args, bool isTrial)
    {
        try
        {
            if (DeedOf(tool, args) is not { } deed) return (null, $"No tool is called {tool} here.");
            lock (_gate)
            {
                if (!_things.TryGetValue((deed.Collection, deed.Id), out var found)) return (null, $"There is no {deed.Id} among the {deed.Collection}.");
                var changed = isTrial ? (JsonObject)found.DeepClone() : found;
                return deed.Change(changed) is { } fault ? (null, fault) : ((JsonObject)changed.DeepClone(), null);
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return (null, "The arguments cannot be read.");
        }
    }

    /// <summary>Which thing a tool is about, and what it does to it.</summary>
    private static (string Collection, string Id, Func<JsonObject, string?> Change)? DeedOf(string tool, JsonElement args)
    {
        return tool switch
        {
            "crm.get_customer" => ("customers", Text("customer_id"), _ => null),
            "crm.update_case" => ("cases", Text("case_id"), found => Set(found, ("status", Text("status")), ("priority", Text("priority")))),
            "mail.send" => ("mail", "outbox", found => Set(found, ("sent", found["sent"]!.GetValue<int>() + 1), ("last_to", Text("to")))),
            "orders.change_address" => ("orders", Text("order_id"), found => Set(found, ("ship_to", $"{Text("street")}, {Text("postcode")} {Text("city")}"))),
            "orders.cancel" => ("orders", Text("order_id"), found => Set(found, ("status", "cancelled"))),
            "billing.refund" => ("orders", Text("order_id"), found => Refund(found, Amount("amount"))),
            "billing.credit" => ("customers", Text("customer_id"), found => Set(found, ("credit", Money(found, "credit") + Amount("amount")))),
            "billing.change_payout" => ("customers", Text("customer_id"), found => Set(found, ("payout_iban", Text("iban")))),
            "servers.restart" => ("servers", Text("server_id"), found => Set(found, ("restarts", found["restarts"]!.GetValue<int>() + 1), ("connections", 0))),
            "services.scale" => ("services", Text("service"), found => Set(found, ("replicas", args.GetProperty("replicas").GetInt32()), ("load", "51 %"))),
            "dns.point" => ("records", Text("name"), found => Set(found, ("address", Text("address")))),
            "backups.delete" => ("backups", Text("backup_id"), found => Set(found, ("status", "deleted"))),
            _ => null,
        };

        string Text(string name) => args.GetProperty(name).GetString()!;
        decimal Amount(string name) => args.GetProperty(name).GetDecimal();
    }

    private static string? Refund(JsonObject order, decimal amount)
    {
        var (total, refunded) = (Money(order, "total"), Money(order, "refunded") + amount);
        if (order["status"]!.GetValue<string>() == "cancelled") return "The order is cancelled; there is nothing to pay back.";
        if (refunded > total) return string.Create(CultureInfo.InvariantCulture, $"Only {total - refunded + amount:0.00} of the payment is left.");
        return Set(order, ("refunded", refunded), ("status", refunded == total ? "refunded" : "partly refunded"));
    }

    private static string? Set(JsonObject thing, params (string Name, JsonNode? Value)[] members)
    {
        foreach (var (name, value) in members) thing[name] = value;
        return null;
    }

    private static decimal Money(JsonObject thing, string name) => thing[name]!.GetValue<decimal>();

    private static JsonObject NewOrder(int n) => new()
    {
        ["customer_id"] = CustomerId(n),
        ["status"] = "paid",
        ["total"] = 90m + (n * 37 % 400),
        ["refunded"] = 0.00m,
        ["card"] = string.Create(CultureInfo.InvariantCulture, $"ending {1000 + (n * 811 % 9000)}"),
        ["ship_to"] = "12 Mill Road, 4021 Linz",
    };

    private static JsonObject NewCustomer(int n) => new()
    {
        ["name"] = Names[n % Names.Length],
        ["tier"] = n % 4 == 0 ? "gold" : "standard",
        ["credit"] = 0.00m,
        ["payout_iban"] = string.Create(CultureInfo.InvariantCulture, $"AT61190430023457{3201 + n}"),
    };
}
