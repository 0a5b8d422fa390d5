using System.Text.RegularExpressions;

namespace Kimi.Recipes.Tests;

/// <summary>The list of functions that a foreign libtorch must have consists of those that runs call.</summary>
public sealed partial class UsedFunctionTests
{
    [Fact]
    [Trait("Category", "Long")]
    public async Task Every_function_that_a_run_calls_is_in_the_list()
    {
        using var recipes = new RecipeProcess();
        var bindings = Path.Combine(recipes.Folder, "bindings");
        recipes.Environment["LD_DEBUG"] = "bindings";
        recipes.Environment["LD_DEBUG_OUTPUT"] = bindings;

        var (code, output) = await recipes.RunAsync("run", "quickstart", "--profile", "smoke", "--threads", "1");
        var (examined, report) = await recipes.RunAsync("doctor");

        Assert.True(code == 0, output);
        Assert.True(examined == 0, report);
        using var list = typeof(Kimi.Torch.Native.LibTorch).Assembly.GetManifestResourceStream("Kimi.Torch.Native.UsedFunctions.txt")!;
        using var reader = new StreamReader(list);
        var listed = (await reader.ReadToEndAsync()).Split('\n').ToHashSet();
        var called = Directory.EnumerateFiles(recipes.Folder, "bindings.*").SelectMany(File.ReadLines)
            .Select(line => Binding().Match(line)).Where(match => match.Success).Select(match => match.Groups["symbol"].Value).ToHashSet();
        Assert.InRange(called.Count, 100, 1_000);
        Assert.Empty(called.Except(listed));
    }

    [GeneratedRegex(@"binding file \S*LibTorchSharp\.so \[0\] to \S*(libtorch|libc10)\S* \[0\]: normal symbol `(?<symbol>[^']+)'")]
    private static partial Regex Binding();
}
