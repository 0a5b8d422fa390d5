using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI1012: a record of problems is stored under a name of its own.</summary>
public sealed class KIMI1012Tests
{
    private const string Recipe =
        """[Recipe("r")] public abstract partial class A { [InitializeTransformer] public abstract Policy Initial(); }""";

    [Fact]
    public async Task Records_of_one_name_are_told_at_both_places()
    {
        var messages = await Recipes.CheckAsync(Recipe + """
            [ProblemType({|KIMI1012:"sum"|})] public sealed record Sum : Problem;
            [ProblemType({|KIMI1012:"sum"|})] public sealed record LongSum : Problem;
            """);
        Assert.Contains("the record 'LongSum' is stored as 'sum', as is 'Sum': give each a [ProblemType] of its own", messages);
    }

    [Fact]
    public async Task A_name_of_the_language_s_own_is_told()
    {
        var messages = await Recipes.CheckAsync(Recipe + """
            [ProblemType({|KIMI1012:"math"|})] public sealed record Sum : Problem;
            """);
        Assert.Equal("the record 'Sum' is stored as 'math', as is 'MathProblem': give each a [ProblemType] of its own", Assert.Single(messages));
    }

    [Fact]
    public async Task Other_names_bases_and_what_is_no_problem_are_fine() => await Recipes.CheckAsync(Recipe + """
        [ProblemType("sum")] public sealed record Sum : Problem;
        [ProblemType("Sum")] public sealed record Product : Problem;
        public abstract record Graded : Problem;
        public sealed record Long : Graded;
        public static class Other { public sealed record Sum : Problem; }
        [ProblemType("sum")] public sealed record Text;
        """);
}
