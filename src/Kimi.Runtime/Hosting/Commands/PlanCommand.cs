using System.CommandLine;
using Spectre.Console;

namespace Kimi.Runtime.Hosting;

/// <summary><c>plan</c>: what a recipe's stages will take, before anything runs.</summary>
internal sealed class PlanCommand : Command
{
    public PlanCommand(CommandContext context)
        : base("plan", "Estimates what a recipe's stages will take.")
    {
        var recipe = new Argument<string>("recipe") { Description = "The recipe's name." };
        Arguments.Add(recipe);
        var common = CommonOptions.AddTo(this);
        SetAction(arguments =>
        {
            var graph = context.Recipes.Find(arguments.GetRequiredValue(recipe));
            var app = context.Configure(common.Read(arguments), graph.Name);
            context.Console.Write(new Table());
            _ = app;
        });
    }
}
