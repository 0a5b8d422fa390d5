using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI5001: an option's value is one that the option allows.</summary>
public sealed class KIMI5001Tests
{
    [Theory]
    [InlineData("LoadPolicy({|KIMI5001:\"https://hub.example/qwen\"|})", "Policy")]
    [InlineData("LoadPolicy({|KIMI5001:\"models/qwen/model.safetensors\"|})", "Policy")]
    [InlineData("ProblemsFile({|KIMI5001:Path = \"data.CSV\"|})", "PromptSet")]
    [InlineData("LoadPolicy(\"models/qwen.bin/final\")", "Policy")]
    [InlineData("ProblemsFile(Path = \"csv/data.jsonl.gz\")", "PromptSet")]
    [InlineData("ProblemsFile(Path = \"C:\\\\data.json\")", "PromptSet")]
    public async Task An_address_or_table_is_told_where_a_file_or_folder_is_named(string attribute, string made) => await Recipes.CheckAsync(
        $$"""[Recipe("r")] public abstract partial class R { [{{attribute}}] public abstract {{made}} Made(); }""");

    private const string Own = """
        public class OwnAttribute : StageAttribute<Policy>
        {
            [Range(0, 10)] public int Whole { get; set; }
            [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)] public double Open { get; set; }
            [Range(typeof(long), "1", "5")] public long Long { get; set; }
            [AllowedValues("bf16", "fp32", null)] public string? Type { get; set; }
            [AllowedValues(Split.Train, Split.All)] public Split Split { get; set; }
            [MinLength(2)] public int[] Sizes { get; set; } = [1, 2];
            [RegularExpression("[a-z]+")] public string Name { get; set; } = "a";
            [RegularExpression(@"[a-z]:\\\w+")] public string Folder { get; set; } = "";
            [RegularExpression("(")] public string Broken { get; set; } = "";
            [Range(1.5f, 2)] public virtual float Single { get; set; }
        }
        public sealed class DerivedAttribute : OwnAttribute { public override float Single { get; set; } }

        """;

    [Theory]
    [InlineData("Whole = 11", "Whole is 11, outside 0 to 10: give it a value in that range")]
    [InlineData("Whole = -1", "Whole is -1, outside 0 to 10: give it a value in that range")]
    [InlineData("Open = 0", "Open is 0, outside 0 (excluded) to 1 (excluded): give it a value in that range")]
    [InlineData("Open = 1e-400 + 1", "Open is 1, outside 0 (excluded) to 1 (excluded): give it a value in that range")]
    [InlineData("Open = double.NaN", "Open is NaN, outside 0 (excluded) to 1 (excluded): give it a value in that range")]
    [InlineData("Long = 6", "Long is 6, outside 1 to 5: give it a value in that range")]
    [InlineData("Type = \"fp8\"", "Type is \"fp8\", which is not one of \"bf16\", \"fp32\" and null: give it one of those")]
    [InlineData("Split = Split.HeldOut", "Split is HeldOut, which is not one of Train and All: give it one of those")]
    [InlineData("Sizes = new int[] { 1 }", "Sizes is [1], shorter than its least length of 2: give it a longer value")]
    [InlineData("Name = \"a1\"", "Name is \"a1\", which does not match the pattern \"[a-z]+\": write it in that form")]
    [InlineData("Single = 2.5f", "Single is 2.5, outside 1.5 to 2: give it a value in that range")]
    public async Task A_value_that_the_option_does_not_allow_is_marked_at_the_argument(string argument, string message) => Assert.Equal(
        message,
        Assert.Single(await Recipes.CheckAsync(
            $"{Own} [Recipe(\"r\")] public abstract partial class R {{ [Derived({{|KIMI5001:{argument}|}})] public abstract Policy Initial(); }}")));

    [Fact]
    public async Task Built_in_stages_and_components_are_checked_through_constants_and_pragmas_are_no_way_out()
    {
        var messages = await Recipes.CheckAsync("""
            [Recipe("r")]
            public abstract partial class R
            {
                private const double Rate = 5;
                [TunedPolicy] public abstract Policy Warm();
                [Problems<Sums>] public abstract PromptSet Curated();
            #pragma warning disable KIMI5001
                [Reinforce({|KIMI5001:LearningRate = Rate|})]
                [MirrorDescent, ExactAnswerReward({|KIMI5001:Marker = ""|})]
                public abstract Policy LongCot(Policy warm, PromptSet curated);
            }
            """);
        Assert.Equal("LearningRate is 5, outside 1E-09 to 1: give it a value in that range", messages[0]);
        Assert.Equal("Marker is \"\", shorter than its least length of 1: give it a longer value", messages[1]);
    }

    [Theory]
    [InlineData("Whole = 10, Open = 0.5, Long = 5, Type = null, Split = Split.All, Sizes = new[] { 1, 2 }, Single = 1.5f")]
    [InlineData("Name = \"abc\", Folder = @\"c:\\data\", Broken = \"x\"")]
    [InlineData("Name = \"\"")]
    [InlineData("Whole = 0, Open = 1e-300, Type = \"bf16\", Split = default, Sizes = null!")]
    public async Task Values_at_the_bounds_are_fine(string arguments) => await Recipes.CheckAsync(
        $"{Own} [Recipe(\"r\")] public abstract partial class R {{ [Derived({arguments})] public abstract Policy Initial(); }}");

    [Theory]
    [InlineData("ProblemsFile({|KIMI5001:Path = \"~/train.jsonl\"|})")]
    [InlineData("ProblemsFile({|KIMI5001:Path = \"data/*.parquet\"|})")]
    [InlineData("ProblemsFile(Path = \"data/train~1.jsonl\")")]
    public async Task A_path_that_only_a_shell_reads_is_told(string stage) => await Recipes.CheckAsync(
        $"[Recipe(\"r\")] public abstract partial class R {{ [{stage}] public abstract PromptSet Problems(); }}");
}
