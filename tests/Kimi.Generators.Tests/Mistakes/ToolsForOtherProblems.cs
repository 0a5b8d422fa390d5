// Mistake: my tools take another type of problem than the stage's
// Pain: 5
// Caught: build
using System.ComponentModel;
using Kimi.Dsl;

namespace Acme;

[Recipe("shop-with-tools")]
public abstract partial class ShopWithTools
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 2_048)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent, ExactAnswerReward]
    [{|KIMI4009:Tools<Warehouse>|}]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A problem about a customer's order.</summary>
public sealed record OrderProblem : Problem
{
    /// <summary>Goods and how many of each.</summary>
    public required IReadOnlyDictionary<string, int> Goods { get; init; }
}

/// <summary>The goods of an order.</summary>
public sealed class Warehouse(OrderProblem order)
{
    /// <summary>How many of an article are asked for.</summary>
    [Description("How many of an article are asked for.")]
    public int Wanted(string article) => order.Goods[article];
}
