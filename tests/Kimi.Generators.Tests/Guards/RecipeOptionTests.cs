using Kimi.Dsl;
using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Guards;

/// <summary>No option of <c>[Recipe]</c> is inert: another value of it gives another graph, or another diagnostic.</summary>
public sealed class RecipeOptionTests
{
    private static readonly IReadOnlyDictionary<string, (string First, string Second)> s_values = new Dictionary<string, (string First, string Second)>
    {
        [nameof(RecipeAttribute.Name)] = ("\"a\"", "\"b\""),
        [nameof(RecipeAttribute.Seed)] = ("\"a\", Seed = 1", "\"a\", Seed = 2"),
        [nameof(RecipeAttribute.DeviceMemoryGiB)] = ("\"a\", DeviceMemoryGiB = 1", "\"a\", DeviceMemoryGiB = 80"),
        [nameof(RecipeAttribute.Devices)] = ("\"a\", DeviceMemoryGiB = 1, Devices = 1", "\"a\", DeviceMemoryGiB = 1, Devices = 80"),
    };

    /// <summary>What <c>[Recipe]</c> takes.</summary>
    public static TheoryData<string> Options =>
        [.. typeof(RecipeAttribute).GetProperties().Where(property => property.DeclaringType == typeof(RecipeAttribute)).Select(property => property.Name)];

    [Theory]
    [MemberData(nameof(Options))]
    public async Task Another_value_gives_another_graph_or_another_diagnostic(string option)
    {
        var (first, second) = s_values[option];

        Assert.NotEqual(await WhatComesOfAsync(first), await WhatComesOfAsync(second));
    }

    private static async Task<string> WhatComesOfAsync(string recipe)
    {
        var (output, diagnostics) = await Recipes.AnalyzeAsync(Compilations.Create($$"""
            [Recipe({{recipe}})]
            public abstract partial class R
            {
                [InitializeTransformer(Layers = 48, HiddenSize = 4096, AttentionHeads = 32, KeyValueHeads = 8, FeedForwardSize = 11008)]
                public abstract Policy Initial();
            }
            """));
        var generated = output.SyntaxTrees.Where(tree => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)).Select(tree => tree.ToString());
        return string.Join('\n', generated.Concat(diagnostics.Select(diagnostic => diagnostic.ToString())));
    }
}
