using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace AgentConsole.Bench;

/// <summary>
/// Trace events as JSON lines over HTTP into a server of its own on SQLite, with redaction, hashing, roll-ups and correlation, in turn with
/// what a bare single writer reaches with a prepared insert of the same rows under two indexes. Then a burst that must be refused.
/// </summary>
internal static class IngestBench
{
    private const int EventsPerBody = 500;
    private const int Clients = 4;
    private const int BurstClients = 64;
    private const int BodiesMade = 4;
    private const int BareBatch = 4_000;
    private const double TargetRatio = 0.5;

    public static async Task<string> RunAsync(BenchOptions options)
    {
        await using var server = await IntakeServer.StartAsync();
        var (http, bare) = (new List<double>(), new List<double>());
        await LoopAsync(server, Clients, EventsPerBody, TimeSpan.FromSeconds(options.Seconds));
        var before = server.MemoryBytes;
        var total = 0L;
        for (var round = 0; round < options.Rounds; round++)
        {
            var (events, seconds, _) = await LoopAsync(server, Clients, EventsPerBody, TimeSpan.FromSeconds(options.Seconds));
            total += events;
            http.Add(events / seconds);
            bare.Add(Bare(TimeSpan.FromSeconds(options.Seconds)));
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  round {round + 1}: {http[^1]:N0} events/s over HTTP, {bare[^1]:N0} rows/s bare, server {server.MemoryBytes / 1048576} MiB"));
        }

        var after = server.MemoryBytes;
        var (_, _, refused) = await LoopAsync(server, BurstClients, 8_000, TimeSpan.FromSeconds(options.Seconds));
        var ratio = Median(http) / Median(bare);
        return JsonSerializer.Serialize(new
        {
            bench = "ingest",
            events_per_second = Math.Round(Median(http)),
            bare_rows_per_second = Math.Round(Median(bare)),
            ratio_to_bare = Math.Round(ratio, 2),
            target_ratio = TargetRatio,
            events_in_all = total,
            server_mib = new { before = before / 1048576, after = after / 1048576, after_burst = server.MemoryBytes / 1048576 },
            burst_bodies_refused_with_429 = refused,
            setup = new { clients = Clients, events_per_body = EventsPerBody, burst_clients = BurstClients, database = "sqlite, WAL, synchronous=NORMAL, both", server = "own process", rounds = options.Rounds, seconds = options.Seconds, processors = Environment.ProcessorCount },
        });
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task<(long Events, double Seconds, long Refused)> LoopAsync(IntakeServer server, int clients, int perBody, TimeSpan duration)
    {
        var (events, refused) = (0L, 0L);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(number => Task.Run(async () =>
        {
            using var client = new HttpClient { BaseAddress = server.Address };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.AgentKey);
            // Made beforehand: the sender's work is not what is measured, and both share the processors.
            var bodies = Enumerable.Range(0, BodiesMade).Select(body => Body(number, body, perBody)).ToArray();
            for (var body = 0; watch.Elapsed < duration; body++)
            {
                using var content = new ByteArrayContent(bodies[body % BodiesMade]) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-ndjson") } };
                using var answer = await client.PostAsync(new Uri("/api/v1/traces", UriKind.Relative), content);
                if (answer.StatusCode == HttpStatusCode.OK) Interlocked.Add(ref events, perBody);
                else if (answer.StatusCode == HttpStatusCode.TooManyRequests) Interlocked.Increment(ref refused);
                else throw new InvalidOperationException($"Answered {(int)answer.StatusCode}.");
            }
        })));
        return (events, watch.Elapsed.TotalSeconds, refused);
    }

    // The shape of the product's own document: a tool call under a contract, with retrieval, policy, usage and cost.
    private static byte[] Body(int client, int body, int events)
    {
        var text = new StringBuilder(events * 420);
        var now = DateTimeOffset.UtcNow;
        for (var at = 0; at < events; at++)
        {
            text.Append(CultureInfo.InvariantCulture, $$$"""
                {"ts":"{{{now.AddMilliseconds(-events + at):yyyy-MM-ddTHH:mm:ss.fffZ}}}","agent_id":"support","session_id":"s{{{client}}}-{{{body}}}","model":"gpt-4.1-mini","retrieval":{"index":"kb-prod","doc_ids":["KB-{{{at}}}"]},"tool_call":{"name":"{{{(at % 3 == 0 ? "billing.refund" : "crm.updateCase")}}}","args":{"order_id":"W-{{{at}}}","amount":"{{{at}}}.50","email":"x{{{at}}}@example.com"}},"policy":{"decision":"allow","rule":"case_priority_write"},"result":{"status":"{{{(at % 50 == 0 ? "error" : "ok")}}}"},"usage":{"input_tokens":812,"output_tokens":64},"latency_ms":{{{100 + at % 700}}},"cost":{"usd":0.0021},"run_id":"run-{{{client}}}-{{{body}}}-{{{at / 50}}}","workflow":"triage"}
                """).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // The same columns filled with alike values, and nothing else done.
    private static double Bare(TimeSpan duration)
    {
        var folder = Directory.CreateTempSubdirectory("console-bench-bare-").FullName;
        try
        {
            using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")};Pooling=False");
            connection.Open();
            Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;");
            var columns = Infrastructure.Telemetry.Store.TraceTables.EventColumns;
            Execute(connection, $"CREATE TABLE bare (id INTEGER PRIMARY KEY AUTOINCREMENT, {string.Join(", ", columns)})");
            Execute(connection, "CREATE INDEX bare_run ON bare (run_id, at_us)");
            Execute(connection, "CREATE INDEX bare_time ON bare (agent, at_us)");
            using var insert = connection.CreateCommand();
#pragma warning disable CA2100 // Made of the store's own column names.
            insert.CommandText = $"INSERT INTO bare ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, at) => "$p" + at))})";
#pragma warning restore CA2100
            var parameters = columns.Select((_, at) => insert.Parameters.Add(new SqliteParameter { ParameterName = "$p" + at })).ToArray();
            var rows = 0L;
            var watch = Stopwatch.StartNew();
            while (watch.Elapsed < duration)
            {
                using var transaction = connection.BeginTransaction();
                insert.Transaction = transaction;
                for (var at = 0; at < BareBatch; at++)
                {
                    object?[] values =
                    [
                        (long)(rows / 50), "support", "production", 1_790_000_000_000_000L + rows, 1_790_000_000_000_000L + rows, 0L, 1L, 1L, "triage", null, null, "gpt-4.1-mini", "crm.updateCase",
                        null, null, "case_priority_write", null, null, null, null, 420L, 812L, 64L, null, 2_100_000L, 2L, null, null, "00112233445566778899aabbccddeeff",
                        """{"args":{"order_id":"h:0011223344556677","amount":"h:0011223344556677","email":"h:0011223344556677"},"retrieval":{"index":"kb-prod","doc_ids":["KB-1"]}}""",
                    ];
                    for (var column = 0; column < values.Length; column++) parameters[column].Value = values[column] ?? DBNull.Value;
                    insert.ExecuteNonQuery();
                    rows++;
                }

                transaction.Commit();
            }

            return rows / watch.Elapsed.TotalSeconds;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
