using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>
/// Sends the console's own traces and figures by OTLP to where the <c>OTEL_*</c> variables say; without an
/// <c>OTEL_EXPORTER_OTLP_*ENDPOINT</c> nothing is collected and nothing is sent.
/// </summary>
internal sealed class SelfTelemetry(IConfiguration configuration, Backlog backlog, TimeProvider clock) : BackgroundService
{
    private const string ServiceName = "agentconsole";
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);
    private static readonly string[] Sources = [Signals.Name, "Microsoft.AspNetCore", "System.Net.Http", "Npgsql"];
    private static readonly string[] Meters =
        [Signals.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "Npgsql", "System.Runtime"];

    private TracerProvider? _traces;
    private MeterProvider? _figures;

    // Before the first span: the host starts this one before those that work.
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (IsOff) return Task.CompletedTask;
        if (IsSentTo("TRACES"))
            _traces = Sdk.CreateTracerProviderBuilder().ConfigureServices(UseConfiguration).ConfigureResource(Describe)
                .AddSource(Sources).AddOtlpExporter(exporter => SetUp(exporter, "TRACES")).Build();
        if (IsSentTo("METRICS"))
            _figures = Sdk.CreateMeterProviderBuilder().ConfigureServices(UseConfiguration).ConfigureResource(Describe)
                .AddMeter(Meters).AddOtlpExporter(exporter => SetUp(exporter, "METRICS")).Build();
        return _figures is null ? Task.CompletedTask : base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        // What is still in the buffers leaves now.
        _traces?.Dispose();
        _figures?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, clock);
        do await backlog.LookAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private bool IsOff => string.Equals(configuration["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase);

    private bool IsSentTo(string signal) =>
        Said(signal, "ENDPOINT") is not null || !string.IsNullOrWhiteSpace(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);

    // Files and the command line may set what the variables set.
    private void UseConfiguration(IServiceCollection services) => services.AddSingleton(configuration);

    private static void Describe(ResourceBuilder resource) => resource
        .AddService(ServiceName, serviceVersion: typeof(SelfTelemetry).Assembly.GetName().Version?.ToString()).AddEnvironmentVariableDetector();

    // The exporter reads the general variables itself; those of one signal are read here.
    private void SetUp(OtlpExporterOptions exporter, string signal)
    {
        if (Said(signal, "ENDPOINT") is { } endpoint) exporter.Endpoint = new Uri(endpoint);
        if (Said(signal, "HEADERS") is { } headers) exporter.Headers = headers;
        var protocol = Said(signal, "PROTOCOL") ?? configuration["OTEL_EXPORTER_OTLP_PROTOCOL"];
        exporter.Protocol = protocol == "grpc" ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
    }

    private string? Said(string signal, string what) =>
        configuration[$"OTEL_EXPORTER_OTLP_{signal}_{what}"] is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
}
