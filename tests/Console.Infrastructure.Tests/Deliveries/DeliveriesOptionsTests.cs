using AgentConsole.Infrastructure.Deliveries;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Deliveries;

public sealed class DeliveriesOptionsTests
{
    [Fact]
    public void They_are_read_from_configuration()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Deliveries:WebhookHosts:0"] = "127.0.0.1:9000",
            ["Deliveries:WebhookHosts:1"] = "tools.internal",
            ["Deliveries:TimeoutSeconds"] = "15"
        }).Build();

        var options = configuration.GetSection(DeliveriesOptions.Section).Get<DeliveriesOptions>()!;

        Assert.Equal(["127.0.0.1:9000", "tools.internal"], options.WebhookHosts);
        Assert.Equal([443, 8443], options.ReachablePorts);
        Assert.Equal(15, options.TimeoutSeconds);
        Assert.Empty(options.Faults());
    }

    [Fact]
    public void Named_ports_take_the_place_of_the_usual_ones()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Deliveries:Ports:0"] = "9443" }).Build();

        Assert.Equal([9443], configuration.GetSection(DeliveriesOptions.Section).Get<DeliveriesOptions>()!.ReachablePorts);
    }

    [Fact]
    public void All_faults_are_told_at_once_and_nothing_starts()
    {
        var options = new DeliveriesOptions { TimeoutSeconds = 0, Ports = [0], WebhookHosts = ["*"] };

        var exception = Assert.Throws<OptionsValidationException>(() => new ServiceCollection().AddDeliveries(options));

        Assert.Equal(3, exception.Failures.Count());
    }
}
