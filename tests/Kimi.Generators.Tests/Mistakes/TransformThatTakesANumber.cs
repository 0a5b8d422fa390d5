// Mistake: I gave a transform an int parameter and expected the recipe's seed
// Pain: 2
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("shuffled")]
public abstract partial class Shuffled
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Transform]
    public static PromptSet Mixed(PromptSet problems, int {|KIMI1006:seed|}) =>
        new([.. problems.OrderBy(problem => problem.Id.Length % seed)]);

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet mixed);
}
