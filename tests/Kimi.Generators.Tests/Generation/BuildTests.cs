using System.Diagnostics;
using System.Text.RegularExpressions;
using Kimi.Dsl;
using Kimi.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.Text;

namespace Kimi.Generators.Tests.Generation;

/// <summary>
/// What <c>dotnet build</c> prints. The compiler drops all that analyzers say when a declaration does not compile, so the tests
/// of single rules prove nothing of it.
/// </summary>
public sealed class BuildTests
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
          </PropertyGroup>
          <ItemGroup>
            <Reference Include="{0}" />
            <Analyzer Include="{1}" />
          </ItemGroup>
        </Project>
        """;

    private const string Sources = """
            [InitializeTransformer] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
        """;

    [Fact]
    public async Task Every_mistake_is_an_error_at_its_place_in_one_build()
    {
        var errors = await BuildAsync($$"""
            [Recipe("a")]
            public abstract class {|KIMI1002:NotPartial|} { {{Sources}} }

            [Recipe("b")]
            public abstract partial class UnknownInput
            {
            {{Sources}}
                [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy {|KIMI2001:wram|}, PromptSet curated);
            }

            [Recipe("c")]
            public abstract partial class TypeMismatch
            {
            {{Sources}}
                [Reinforce, MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, {|KIMI2002:Policy|} curated);
            }

            [Recipe("d")]
            public abstract partial class Cycle
            {
                [Transform] public static PromptSet {|KIMI2004:Rollout|}(PromptSet curriculum) => curriculum;
                [Transform] public static PromptSet Judge(PromptSet rollout) => rollout;
                [Transform] public static PromptSet Curriculum(PromptSet judge) => judge;
            }

            [Recipe("e")]
            public abstract partial class NoReward
            {
            {{Sources}}
                [{|KIMI4001:Reinforce|}, MirrorDescent] public abstract Policy LongCot(Policy warm, PromptSet curated);
            }

            [Recipe("f")]
            public abstract partial class OutOfRange
            {
            {{Sources}}
                [Reinforce({|KIMI5001:LearningRate = 5|}), MirrorDescent, ExactAnswerReward] public abstract Policy LongCot(Policy warm, PromptSet curated);
            }

            [Recipe({|KIMI1003:"g"|})] public abstract partial class One { {{Sources}} }
            [Recipe({|KIMI1003:"g"|})] public abstract partial class Two { {{Sources}} }

            public static class UsesGeneratedMembers { public static RecipeGraph Graph => One.Graph; }
            """);
        Assert.DoesNotContain(errors, e => e.Id == "CS8785");
    }

    [Fact]
    public async Task Mistakes_that_stop_the_compiler_are_told_too() => await BuildAsync($$"""
        [Recipe("a")] public partial class {|KIMI1001:NotAbstract|} { {{Sources}} }
        [Recipe("b")] public class {|KIMI1001:{|KIMI1002:Neither|}|} { {{Sources}} }
        [Recipe("c")] public abstract class Halves { {{Sources}} }
        public abstract partial class Halves;
        [Recipe("d")] public abstract partial class NoBody { [InitializeTransformer] public Policy {|KIMI1006:Initial|}(); }
        """.Replace("class Halves {", "class {|KIMI1002:Halves|} {", StringComparison.Ordinal));

    private static async Task<IReadOnlyList<(string Id, int Line, int Column)>> BuildAsync(string markup)
    {
        var (source, expected) = Markup.Parse(markup);
        var folder = Directory.CreateTempSubdirectory("kimi-build").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "Recipes.csproj"), Project
                .Replace("{0}", typeof(RecipeAttribute).Assembly.Location, StringComparison.Ordinal)
                .Replace("{1}", typeof(RecipeGenerator).Assembly.Location, StringComparison.Ordinal));
            await File.WriteAllTextAsync(Path.Combine(folder, "Prelude.cs"), Compilations.Prelude);
            await File.WriteAllTextAsync(Path.Combine(folder, "Recipes.cs"), source);
            var output = await RunAsync(folder);
            var errors = Errors(output).ToHashSet();
            var text = SourceText.From(source);
            foreach (var (id, span) in expected)
            {
                var start = text.Lines.GetLinePosition(span.Start);
                Assert.True(errors.Contains((id, start.Line + 1, start.Character + 1)), $"{id} is missing at line {start.Line + 1}, column {start.Character + 1}:\n{output}");
            }

            Assert.Equal(expected.Count, errors.Count(e => e.Id.StartsWith("KIMI", StringComparison.Ordinal)));
            return [.. errors];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<(string Id, int Line, int Column)> Errors(string output) =>
        from Match match in Regex.Matches(output, @"Recipes\.cs\((\d+),(\d+)\): error (\w+):")
        select (match.Groups[3].Value, int.Parse(match.Groups[1].Value, null), int.Parse(match.Groups[2].Value, null));

    private static async Task<string> RunAsync(string folder)
    {
        var start = new ProcessStartInfo("dotnet", "build -nologo -v:q -nodeReuse:false -p:UseSharedCompilation=false") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // No server outlives the build: it would hold our end of the pipe. And the test host's own settings would lead the build to another SDK's parts.
        foreach (var variable in start.Environment.Keys.Where(k => k.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(variable);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output + await error;
    }
}
