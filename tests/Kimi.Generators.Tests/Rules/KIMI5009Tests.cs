using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI5009: an option's value fits the number of inputs.</summary>
public sealed class KIMI5009Tests
{
    [Theory]
    [InlineData("{|KIMI5009:Interpolation = Interpolation.Spherical|}", "Policy a, Policy b, Policy c")]
    [InlineData("Interpolation = Interpolation.Spherical", "Policy a, Policy b")]
    [InlineData("Weights = [0.2, 0.3, 0.5]", "Policy a, Policy b, Policy c")]
    public async Task Spherical_interpolation_is_between_two(string option, string inputs) => await Recipes.CheckAsync($$"""
        [Recipe("r")]
        public abstract partial class R
        {
            [InitializeTransformer] public abstract Policy A();
            [Pretrain] public abstract Policy B(Policy a, Corpus pages);
            [Pretrain(Steps = 60)] public abstract Policy C(Policy a, Corpus pages);
            [DocumentsFile(Path = "a.jsonl")] public abstract Corpus Pages();
            [MergeWeights] public abstract Policy All(Policy a, Policy b, Policy c);
            [MergeWeights({{option}})] public abstract Policy Merged({{inputs}});
            [MergeWeights(Weights = [0.1, 0.9])] public abstract Policy Last(Policy all, Policy merged);
        }
        """);
}
