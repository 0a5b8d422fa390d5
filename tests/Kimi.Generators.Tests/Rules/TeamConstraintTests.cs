using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>
/// What a team's own attributes demand, in the forms in which classes say it: constraints that derive from others, options that a constructor takes, and what
/// properties begin with where no default is declared.
/// </summary>
public sealed class TeamConstraintTests
{
    private const string Own = """
        public sealed class PercentAttribute() : RangeAttribute(0, Whole) { private const int Whole = 100; }
        public class UpToAttribute(int most) : RangeAttribute(1, most);
        public sealed class UpToNineAttribute : UpToAttribute { public UpToNineAttribute() : base(9) { } }
        public sealed class WordAttribute : RegularExpressionAttribute { public WordAttribute() : base("[a-z]+") => ErrorMessage = "no word"; }
        public sealed class ColourAttribute() : AllowedValuesAttribute("red", "green");
        public sealed class EvenAttribute() : RangeAttribute(0, 10) { public override bool IsValid(object? value) => value is int number && number % 2 == 0; }
        public sealed class MeasuredAttribute(int low) : RangeAttribute(low, Environment.ProcessorCount);
        public enum Tone { Dry, Warm }
        public class OwnAttribute : StageAttribute<Policy>
        {
            [Percent] public int Share { get; set; }
            [UpTo(7)] public int Days { get; set; } = 1;
            [UpToNine] public int Digits { get; set; } = 1;
            [Word] public string Name { get; set; } = "a";
            [Colour] public string Colour { get; set; } = "red";
            [Even] public int Even { get; set; }
            [Measured(1)] public int Cores { get; set; } = 1;
            [EnumDataType(typeof(Tone))] public string Tone { get; set; } = "Dry";
        }

        """;

    [Theory]
    [InlineData("Share = 101", "Share is 101, outside 0 to 100: give it a value in that range")]
    [InlineData("Days = 8", "Days is 8, outside 1 to 7: give it a value in that range")]
    [InlineData("Digits = 10", "Digits is 10, outside 1 to 9: give it a value in that range")]
    [InlineData("Name = \"a b\"", "Name is \"a b\", which does not match the pattern \"[a-z]+\": write it in that form")]
    [InlineData("Colour = \"blue\"", "Colour is \"blue\", which is not one of \"red\" and \"green\": give it one of those")]
    [InlineData("Tone = \"warm\"", "Tone is \"warm\", which is not one of Dry and Warm: give it one of those")]
    public async Task A_constraint_that_derives_from_another_is_judged_as_that(string argument, string message) => Assert.Equal(
        message,
        Assert.Single(await Recipes.CheckAsync(
            $"{Own} [Recipe(\"r\")] public abstract partial class R {{ [Own({{|KIMI5001:{argument}|}})] public abstract Policy Initial(); }}")));

    [Theory]
    [InlineData("Share = 100")]
    [InlineData("Days = 7")]
    [InlineData("Colour = \"green\"")]
    [InlineData("Tone = \"Warm\"")]
    [InlineData("Tone = \"1\"")]
    [InlineData("Even = 12")]
    [InlineData("Cores = 1_000")]
    public async Task What_it_allows_and_what_only_its_code_can_judge_is_fine(string argument) => await Recipes.CheckAsync(
        $"{Own} [Recipe(\"r\")] public abstract partial class R {{ [Own({argument})] public abstract Policy Initial(); }}");

    private const string Taking = """
        public sealed class NamedAttribute(string name, int count = 1) : StageAttribute<Policy>
        {
            [RegularExpression("[a-z]+")] public string Name { get; set; } = name;
            [Range(1, 5)] public int Count { get; set; } = count;
        }
        public sealed class SharedAttribute : StageAttribute<Policy>
        {
            public SharedAttribute(double share, int percent) { Share = share; Part = percent / 100.0; }
            [Range(0.0, 1.0)] public double Share { get; set; }
            [Range(0.0, 1.0)] public double Part { get; set; }
        }

        """;

    [Theory]
    [InlineData("Named({|KIMI5001:\"A\"|})")]
    [InlineData("Named(\"a\", {|KIMI5001:6|})")]
    [InlineData("Shared({|KIMI5001:2|}, 50)")]
    [InlineData("Named(\"a\", 5)")]
    [InlineData("Named(\"A\", Name = \"a\")")]
    [InlineData("Shared(1, 50)")]
    public async Task What_a_constructor_takes_as_it_is_is_judged_as_the_option(string attribute) => await Recipes.CheckAsync(
        $"{Taking} [Recipe(\"r\")] public abstract partial class R {{ [{attribute}] public abstract Policy Initial(); }}");

    private const string Beginning = """
        public enum Mode { Plain, Graded }
        [SumAtMost([nameof(One), nameof(Two)], nameof(Total))]
        public sealed class SplitAttribute : StageAttribute<Policy>
        {
            private const double All = 1;
            public double Total { get; set; } = All;
            public double One { get; set; } = 0.5;
            public double Two { get; set; } = 0.25;
            public Mode Mode { get; set; }
            public Mode Other { get; set; } = Mode.Graded;
            [MattersWhen(nameof(Mode), Comparison.EqualTo, Mode.Graded)] public double Partial { get; set; } = 0.5;
            [MattersWhen(nameof(Other), Comparison.EqualTo, Mode.Graded)] public double Further { get; set; } = 0.5;
        }
        [SumAtMost([nameof(One)], nameof(Total))]
        public sealed class MadeAttribute : StageAttribute<Policy>
        {
            public MadeAttribute() => Total = 3;
            public double Total { get; set; } = 1;
            public double One { get; set; }
            [AtMost(nameof(Cores))] public int Workers { get; set; } = 1;
            public int Cores { get; set; } = Environment.ProcessorCount;
        }

        """;

    [Theory]
    [InlineData("Split({|KIMI5007:One = 0.8|})")]
    [InlineData("Split({|KIMI5007:Two = 0.6|})")]
    [InlineData("Split({|KIMI5006:Partial = 0.25|})")]
    [InlineData("Split(One = 0.75)")]
    [InlineData("Split(Further = 0.25)")]
    [InlineData("Split(Partial = 0.25, Mode = Mode.Graded)")]
    [InlineData("Made(One = 2)")]
    [InlineData("Made(Workers = 100)")]
    public async Task What_a_property_begins_with_counts_where_no_default_is_declared(string attribute) => await Recipes.CheckAsync(
        $"{Beginning} [Recipe(\"r\")] public abstract partial class R {{ [{attribute}] public abstract Policy Initial(); }}");
}
