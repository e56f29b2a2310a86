using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace AgentConsole.Web.Tests.Shell;

public sealed partial class TokensTests
{
    private static readonly string Sheet = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "wwwroot", "tokens.css"));
    private static readonly Dictionary<string, (string Light, string Dark)> Colours = ColourToken().Matches(Sheet)
        .ToDictionary(match => match.Groups["name"].Value, match => (match.Groups["light"].Value, match.Groups["dark"].Value));

    public static TheoryData<string, string, double> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string, double>();
            foreach (var surface in (string[])["surface-0", "surface-1", "surface-2", "surface-3", "accent-soft", "ok-soft", "warn-soft", "danger-soft", "info-soft"])
                pairs.Add("text-1", surface, 7);
            foreach (var surface in (string[])["surface-0", "surface-1", "surface-2"])
            {
                foreach (var text in (string[])["text-2", "text-3", "accent", "ok", "warn", "danger", "info"]) pairs.Add(text, surface, 4.5);
                pairs.Add("line-strong", surface, 3);
            }

            foreach (var tone in (string[])["ok", "warn", "danger", "info"]) pairs.Add(tone, $"{tone}-soft", 4.5);
            foreach (var fill in (string[])["accent", "danger"]) pairs.Add($"on-{fill}", fill, 4.5);
            pairs.Add("accent", "accent-soft", 4.5);
            pairs.Add("text-2", "surface-3", 4.5);
            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_text_reads_on_every_surface_in_light_and_dark(string text, string surface, double least)
    {
        var light = Contrast(Colours[text].Light, Colours[surface].Light);
        var dark = Contrast(Colours[text].Dark, Colours[surface].Dark);

        Assert.True(light >= least && dark >= least, $"{text} on {surface}: {light:0.00} light, {dark:0.00} dark, at least {least} wanted");
    }

    [Fact]
    public void No_type_is_smaller_than_twelve_pixels()
    {
        var sheets = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "wwwroot"), "*.css").Select(File.ReadAllText).ToList();

        var sizes = sheets.SelectMany(sheet => FontSize().Matches(sheet)).Select(match => double.Parse(match.Groups["px"].Value, CultureInfo.InvariantCulture)).ToList();

        Assert.NotEmpty(sizes);
        Assert.All(sizes, size => Assert.True(size >= 12, $"{size}px"));
    }

    private static double Contrast(string one, string other)
    {
        double a = Luminance(one), b = Luminance(other);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex)
    {
        return 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5);

        double Channel(int at)
        {
            var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }
    }

    [GeneratedRegex(@"--(?<name>[\w-]+): light-dark\((?<light>#[0-9a-f]{6}), (?<dark>#[0-9a-f]{6})\);")]
    private static partial Regex ColourToken();

    [GeneratedRegex(@"(?:font:[^;]*?|font-size:\s*|--size[\w-]*:\s*)(?<px>\d+(?:\.\d+)?)px")]
    private static partial Regex FontSize();
}
