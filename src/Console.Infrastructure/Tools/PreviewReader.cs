using System.Buffers;
using System.Globalization;
using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Tools;
using AgentConsole.Infrastructure.Deliveries.Guard;
using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Infrastructure.Tools;

/// <summary>
/// Reads the current state of what a proposal would change, through the contract's preview and the guarded client.
/// A preview that fails is a fact that is missing: it is told, and never allows anything.
/// </summary>
public sealed class PreviewReader([FromKeyedServices(WayOut.Previews)] GuardedHttp http)
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = ProposalLimits.DepthMax, AllowDuplicateProperties = false };

    public async Task<PreviewOutcome> ReadAsync(ToolContract contract, JsonElement arguments, CancellationToken cancellation)
    {
        if (contract.Preview is not { } preview) return new PreviewOutcome.None();
        if (PreviewUrl.Of(preview, arguments) is not { } url) return new PreviewOutcome.Failed("preview_argument_refused");

        var outcome = await http.SendAsync(new(HttpMethod.Get, url)
        {
            Headers = [new("Accept", "application/json")],
            Timeout = TimeSpan.FromSeconds(ToolLimits.PreviewTimeoutSeconds),
        }, cancellation);
        return outcome switch
        {
            GuardedOutcome.Answered { HttpStatus: 200, IsTruncated: true } => new PreviewOutcome.Failed("preview_too_large"),
            GuardedOutcome.Answered { HttpStatus: 200 } answered => Selected(preview, answered.Body),
            GuardedOutcome.Answered answered => new PreviewOutcome.Failed("preview_status_" + answered.HttpStatus.ToString(CultureInfo.InvariantCulture)),
            GuardedOutcome.Refused => new PreviewOutcome.Failed("preview_address_refused"),
            GuardedOutcome.TimedOut => new PreviewOutcome.Failed("preview_timed_out"),
            GuardedOutcome.Unreachable => new PreviewOutcome.Failed("preview_unreachable"),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
        };
    }

    private static PreviewOutcome Selected(ToolPreview preview, byte[] body)
    {
        try
        {
            using var answer = JsonDocument.Parse(body, Strict);
            var output = new ArrayBufferWriter<byte>();
            using (var json = new Utf8JsonWriter(output))
            {
                json.WriteStartObject();
                foreach (var (name, pointer) in preview.Select)
                {
                    json.WritePropertyName(name);
                    if (JsonPointer.Find(answer.RootElement, pointer) is { } value) value.WriteTo(json);
                    else json.WriteNullValue();
                }

                json.WriteEndObject();
            }

            using var selected = JsonDocument.Parse(output.WrittenMemory);
            var snapshot = CanonicalJson.Text(selected.RootElement);
            return snapshot.Length <= ToolLimits.SnapshotLengthMax ? new PreviewOutcome.Read(snapshot) : new PreviewOutcome.Failed("preview_too_large");
        }
        catch (Exception exception) when (exception is JsonException or NotCanonicalException or InvalidOperationException)
        {
            return new PreviewOutcome.Failed("preview_not_json");
        }
    }
}
