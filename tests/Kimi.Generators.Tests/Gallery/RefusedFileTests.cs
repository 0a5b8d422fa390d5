using Kimi.Generators.Tests.Harness;
using Kimi.Tests;
using Microsoft.CodeAnalysis;

namespace Kimi.Generators.Tests.Gallery;

/// <summary>The build says of a configuration file what <c>plan</c> and <c>run</c> say, which the tests of the recipes show.</summary>
public sealed class RefusedFileTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var (json, line) in RefusedFiles.All)
                cases.Add(json, line);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_build_says_the_line_of_a_start(string json, string line)
    {
        var compilation = MistakeAnalysis.Compile(Mistake.All[RefusedFiles.Recipe]);

        var (_, diagnostics) = await Recipes.AnalyzeAsync(compilation, [new TextFile("kimi.json", json)]);

        var told = Assert.Single(diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Equal(line, $"{told.Id}: {told.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");
    }
}
