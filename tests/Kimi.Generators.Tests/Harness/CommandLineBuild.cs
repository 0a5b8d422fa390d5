using System.Diagnostics;
using System.Text.RegularExpressions;
using Kimi.Dsl;
using Microsoft.CodeAnalysis.Text;

namespace Kimi.Generators.Tests.Harness;

/// <summary>What <c>dotnet build</c> prints of a project of recipes.</summary>
internal static partial class CommandLineBuild
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
          </PropertyGroup>
          <ItemGroup>
            <Reference Include="{0}" />
            <Analyzer Include="{1}" />
            <AdditionalFiles Include="kimi*.json" />
          </ItemGroup>
        </Project>
        """;

    /// <summary>Builds files in a folder of their own.</summary>
    /// <param name="files">Name and text of each.</param>
    /// <returns>All that was printed.</returns>
    public static async Task<string> RunAsync(IEnumerable<(string Name, string Text)> files)
    {
        var folder = Directory.CreateTempSubdirectory("kimi-build").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "Recipes.csproj"), Project
                .Replace("{0}", typeof(RecipeAttribute).Assembly.Location, StringComparison.Ordinal)
                .Replace("{1}", typeof(RecipeGenerator).Assembly.Location, StringComparison.Ordinal));
            foreach (var (name, text) in files)
                await File.WriteAllTextAsync(Path.Combine(folder, name), text);
            return await RunAsync(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Finds the errors, and unless told otherwise the warnings, in what a build printed, each once.</summary>
    public static IReadOnlySet<BuildMessage> Messages(string output, bool errorsOnly = false) =>
        (from Match match in Message().Matches(output)
         where !errorsOnly || match.Groups["severity"].Value == "error"
         select new BuildMessage(
             match.Groups["file"].Value,
             int.Parse(match.Groups["line"].Value, null),
             int.Parse(match.Groups["column"].Value, null),
             match.Groups["id"].Value)).ToHashSet();

    /// <summary>What a build prints of the diagnostics that are marked in a file.</summary>
    public static IEnumerable<BuildMessage> Expected(string file, string text, IEnumerable<Marked> marks)
    {
        var lines = SourceText.From(text).Lines;
        return marks.Select(mark => (mark.Id, Start: lines.GetLinePosition(mark.Span.Start)))
            .Select(mark => new BuildMessage(file, mark.Start.Line + 1, mark.Start.Character + 1, mark.Id));
    }

    private static async Task<string> RunAsync(string folder)
    {
        var start = new ProcessStartInfo("dotnet", "build -nologo -v:q -nodeReuse:false -p:UseSharedCompilation=false")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // No server outlives the build: it would hold our end of the pipe. And the test host's own settings would lead the build to another SDK's parts.
        foreach (var variable in start.Environment.Keys.Where(k => k.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(variable);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output + await error;
    }

    [GeneratedRegex(@"(?<file>[\w.-]+)\((?<line>\d+),(?<column>\d+)\): (?<severity>error|warning) (?<id>\w+):")]
    private static partial Regex Message();
}

/// <summary>An error or warning that a build printed.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Id">Its id.</param>
internal readonly record struct BuildMessage(string File, int Line, int Column, string Id)
{
    /// <summary>Whether it is one of ours.</summary>
    public bool IsOurs => Id.StartsWith("KIMI", StringComparison.Ordinal);
}
