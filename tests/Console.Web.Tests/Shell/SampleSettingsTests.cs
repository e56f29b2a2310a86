using System.Reflection;
using System.Text.Json;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using AgentConsole.Web.Shell;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace AgentConsole.Web.Tests.Shell;

/// <summary><c>appsettings.sample.json</c> says every setting with the value that it has when nobody sets it.</summary>
public sealed class SampleSettingsTests
{
    private static readonly IConfigurationRoot Sample =
        new ConfigurationBuilder().AddJsonFile(Repository.PathOf("appsettings.sample.json")).Build();

    public static TheoryData<Type> Options => [.. new[] { typeof(DatabaseOptions).Assembly, typeof(ConsoleHost).Assembly }
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && SectionOf(type) is not null)];

    [Fact]
    public void There_are_options_to_look_at() => Assert.True(Options.Count >= 4);

    [Theory]
    [MemberData(nameof(Options))]
    public void The_sample_names_every_setting_with_its_default(Type options)
    {
        var section = Sample.GetSection(SectionOf(options)!);

        Assert.Equal(SettableOf(options), section.GetChildren().Select(setting => setting.Key).Order(StringComparer.Ordinal));
        Assert.Equal(JsonSerializer.Serialize(Activator.CreateInstance(options)), JsonSerializer.Serialize(section.Get(options)));
    }

    private static string? SectionOf(Type type) =>
        type.GetField("Section", BindingFlags.Public | BindingFlags.Static) is { IsLiteral: true } field ? (string)field.GetRawConstantValue()! : null;

    private static IEnumerable<string> SettableOf(Type type) =>
        type.GetProperties().Where(property => property.CanWrite).Select(property => property.Name).Order(StringComparer.Ordinal);
}
