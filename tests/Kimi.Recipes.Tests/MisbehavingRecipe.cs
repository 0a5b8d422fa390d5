using Kimi.Dsl;
using Kimi.Recipes.Chains;

namespace Kimi.Recipes.Tests;

/// <summary>A recipe whose transform ends its process in the way that an environment variable says.</summary>
[Recipe("misbehaving", Seed = 3)]
public abstract partial class MisbehavingRecipe
{
    /// <summary>The environment variable.</summary>
    public const string How = "MISBEHAVE";

    [ChainProblems(Count = 16)]
    public abstract PromptSet Problems();

#pragma warning disable KIMI8017 // How it ends is no part of what it makes.
    [Transform]
    public static PromptSet Handled(PromptSet problems)
    {
        switch (System.Environment.GetEnvironmentVariable(How))
        {
            case "exit":
                System.Environment.Exit(0);
                break;
            case "fail fast":
                System.Environment.FailFast("that was enough");
                break;
            case "overflow":
                return problems.Where(problem => Depth(problem.Level) > 0);
            case "thread":
                var thread = new Thread(() => throw new InvalidOperationException("on a thread of its own"));
                thread.Start();
                thread.Join();
                break;
        }

        return problems;
    }
#pragma warning restore KIMI8017

    private static int Depth(int level) => level < 0 ? level : 1 + Depth(level + 1);
}
