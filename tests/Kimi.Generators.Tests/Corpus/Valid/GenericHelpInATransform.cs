// Form: a transform uses generic methods, local functions and a lambda
using Kimi.Dsl;

namespace Acme;

[Recipe("generic-help-in-a-transform")]
public abstract partial class GenericHelpInATransform
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Transform]
    public static PromptSet Mixed(PromptSet problems)
    {
        return new([.. Every<Problem>(problems, 2).Concat(Distinct(problems, problem => problem.Prompt.Text)).DistinctBy(problem => problem.Id)]);

        static IEnumerable<TItem> Every<TItem>(IEnumerable<TItem> items, int step)
            where TItem : class => items.Where((_, place) => place % step == 0);
    }

    private static IEnumerable<TItem> Distinct<TItem, TKey>(IEnumerable<TItem> items, Func<TItem, TKey> key) => items.DistinctBy(key);

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet mixed);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);
}
