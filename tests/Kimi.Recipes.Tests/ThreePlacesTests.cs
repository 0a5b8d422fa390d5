using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Acme;
using Kimi.Generators.Analyzers;
using Kimi.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kimi.Recipes.Tests;

/// <summary>
/// A mistake is told by one sentence under one id wherever it is made: in an attribute, which editor and build see, in a file of configuration, which they see
/// too, and by <c>--set</c>, which only a start sees. Parameters are called by their own names, also under <c>[From]</c>.
/// </summary>
public sealed partial class ThreePlacesTests
{
    // SamplesPerPrompt and FromIteration are on the class.
    [Theory]
    [InlineData("LongCot:MaxResponseTokens", "MaxResponseTokens = 100", "4096", "KIMI6001", "'start'")]
    [InlineData("Initial:ContextLength", "ContextLength = 512", "64", "KIMI6001", "'start'")]
    [InlineData("LongCot:SamplesPerPrompt", "SamplesPerPrompt = 4", "1", "KIMI3001", "SamplesPerPrompt")]
    [InlineData("LongCot:PromptsPerIteration", "PromptsPerIteration = 32", "5000", "KIMI3006", "'drawn'")]
    [InlineData("LongCot:LengthPenalty:FromIteration", "FromIteration = 10", "80", "KIMI4006", "Iterations")]
    [InlineData("Sft:Steps", "Steps = 500", "20", "KIMI5002", "WarmupSteps")]
    [InlineData("Sft:Steps", "Steps = 500", "0", "KIMI5001", "Steps")]
    public async Task A_mistake_is_told_in_the_same_words_in_an_attribute_in_a_file_and_at_start(
        string option, string declared, string value, string id, string names)
    {
        var attribute = await OfAttributeAsync(declared, $"{declared.Split('=')[0]}= {value}", id);
        var file = await OfFileAsync(option, value, id);
        var start = await OfStartAsync($"{option}={value}", id);

        Assert.Contains(names, attribute, StringComparison.Ordinal);
        Assert.Equal(attribute, file);
        Assert.Equal(attribute, start);
    }

    private static async Task<string> OfAttributeAsync(string declared, string changed, string id)
    {
        var analyzers = typeof(JsonAnalyzer).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!);
        return Told(await Compile(declared, changed).WithAnalyzers([.. analyzers]).GetAnalyzerDiagnosticsAsync(), id);
    }

    private static async Task<string> OfFileAsync(string option, string value, string id)
    {
        var sections = option.Split(':');
        var json = sections.Reverse().Aggregate((JsonNode)int.Parse(value), (inner, section) => new JsonObject { [section] = inner });
        var text = new JsonObject { ["renamed-inputs"] = json }.ToJsonString();
        var options = new AnalyzerOptions([new TextFile("kimi.json", text)]);
        return Told(await Compile("", "").WithAnalyzers([new JsonAnalyzer()], options).GetAnalyzerDiagnosticsAsync(), id);
    }

    private static async Task<string> OfStartAsync(string setting, string id)
    {
        using var recipes = new RecipeProcess(typeof(AdditionProblems));
        var (_, output) = await recipes.RunAsync("plan", "renamed-inputs", "--set", setting);
        return WithoutPlace(output.Split('\n').First(line => line.Contains(id, StringComparison.Ordinal)));
    }

    private static string Told(IEnumerable<Diagnostic> diagnostics, string id)
    {
        var lines = diagnostics.Select(diagnostic => $"{diagnostic.Id}: {diagnostic.GetMessage()}").Distinct();
        return WithoutPlace(Assert.Single(lines, line => line.StartsWith(id, StringComparison.Ordinal)));
    }

    private static string WithoutPlace(string line) => Place().Replace(line.Trim(), "");

    private static Compilation Compile(string declared, string changed)
    {
        var source = File.ReadAllText(Path.Combine(Repository.Root, "tests", "Kimi.Recipes.Tests", "RenamedInputs.cs"));
        Assert.Contains(declared, source, StringComparison.Ordinal);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var text = declared.Length == 0 ? source : source.Replace(declared, changed, StringComparison.Ordinal);
        return CSharpCompilation.Create("Renamed", [CSharpSyntaxTree.ParseText(text)], references);
    }

    // Where a value came from differs, as it should.
    [GeneratedRegex(@" \((renamed-inputs:[^)]*|stage '[^']*')\)$|^warning ")]
    private static partial Regex Place();
}
