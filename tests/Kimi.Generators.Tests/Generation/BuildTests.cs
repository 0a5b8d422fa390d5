using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Generation;

/// <summary>
/// What <c>dotnet build</c> prints. The compiler drops all that analyzers say when a declaration does not compile, so the tests
/// of single rules prove nothing of it.
/// </summary>
public sealed class BuildTests
{
    private const string Sources = """
            [InitializeTransformer] public abstract Policy Warm();
            [Problems<Sums>] public abstract PromptSet Curated();
        """;

    [Fact]
    public async Task Every_mistake_is_an_error_at_its_place_in_one_build()
    {
        var messages = await BuildAsync($$"""
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
        Assert.DoesNotContain(messages, e => e.Id == "CS8785");
    }

    [Fact]
    public async Task Mistakes_that_stop_the_compiler_are_told_too() => await BuildAsync($$"""
        [Recipe("a")] public partial class {|KIMI1001:NotAbstract|} { {{Sources}} }
        [Recipe("b")] public class {|KIMI1001:{|KIMI1002:Neither|}|} { {{Sources}} }
        [Recipe("c")] public abstract class Halves { {{Sources}} }
        public abstract partial class Halves;
        [Recipe("d")] public abstract partial class NoBody { [InitializeTransformer] public Policy {|KIMI1006:Initial|}(); }
        """.Replace("class Halves {", "class {|KIMI1002:Halves|} {", StringComparison.Ordinal));

    private static async Task<IReadOnlySet<BuildMessage>> BuildAsync(string markup)
    {
        var (source, expected) = Markup.Parse(markup);
        var output = await CommandLineBuild.RunAsync([("Prelude.cs", Compilations.Prelude), ("Recipes.cs", source)]);
        var messages = CommandLineBuild.Messages(output, errorsOnly: true);
        var missing = CommandLineBuild.Expected("Recipes.cs", source, expected).Except(messages).ToList();
        Assert.True(missing.Count == 0, $"{string.Join("\n", missing)} is missing:\n{output}");
        Assert.Equal(expected.Count, messages.Count(m => m.IsOurs));
        return messages;
    }
}
