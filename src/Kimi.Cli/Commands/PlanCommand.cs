using System.CommandLine;
using System.Globalization;
using Kimi.Cli.Configuration;
using Kimi.Cli.Display;
using Kimi.Cli.Hosting;
using Kimi.Cli.Metrics;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Settings;
using Kimi.Torch.Native;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Kimi.Cli.Commands;

/// <summary><c>plan</c>: what a recipe's stages will take, before anything runs, and whether they could run here.</summary>
internal sealed class PlanCommand : Command
{
    public PlanCommand(CommandContext context)
        : base("plan", "Estimates the tokens, FLOPs, memory and time that a recipe's stages will take, and checks whether it could run here.")
    {
        var recipe = new Argument<string>("recipe") { Description = "The recipe's name." };
        Arguments.Add(recipe);
        var common = CommonOptions.AddTo(this);
        SetAction(async (arguments, cancellationToken) =>
        {
            var graph = context.Recipes.Find(arguments.GetRequiredValue(recipe));
            var app = context.Configure(common.Read(arguments), graph.Name);
            var effective = app[graph].Recipe;
            Write(context.Console, StagePlan.Of(effective, app.Options), app.Options, RecipeDescription.Devices(graph));

            // What a recipe for another machine will take is of interest here too, so the estimate comes first.
            await context.WithHostAsync(
                app, addServices: null,
                services => services.GetRequiredService<GraphRunner>().CheckAsync(effective, graph.Stages, cancellationToken),
                cancellationToken).ConfigureAwait(false);
        });
    }

    private static void Write(IAnsiConsole console, IReadOnlyList<StagePlan> plans, KimiOptions options, int devices)
    {
        var flops = plans.Sum(plan => plan.Flops);
        // The speed of one machine says nothing about a cluster's.
        var rate = flops > 0 && devices == 1 ? Rate(options) : 0;
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("stage", "parameters", "items", "trained tokens", "generated tokens", "FLOPs", "memory", "time");
        foreach (var column in table.Columns.Skip(1))
            column.RightAligned();
        foreach (var plan in plans)
        {
            table.AddRow(
                TerminalText.Cell(plan.Stage.Name), Amount(plan.Parameters), Amount(plan.Estimate.Items), Amount(plan.Estimate.TrainedTokens),
                Amount(plan.Estimate.GeneratedTokens), Amount(plan.Flops), Amount(plan.Bytes, "B"), Time(plan.Flops, rate));
        }

        table.AddRow("all", "", "", "", "", Amount(flops), Amount(plans.Max(plan => plan.Bytes), "B"), Time(flops, rate));
        console.Write(table);
        Explain(console.Profile.Out.Writer, plans, options, rate, devices);
    }

    private static void Explain(TextWriter writer, IReadOnlyList<StagePlan> plans, KimiOptions options, double rate, int devices)
    {
        writer.WriteLine("Tokens and FLOPs are upper bounds: every sequence counts as long as its options allow.");
        if (rate > 0)
            writer.WriteLine(
                $"Time is FLOPs at {Amount(rate)}FLOP/s, the rate of a matrix multiplication on {options.Device} measured just now; "
                + "a stage reaches a part of it.");
        if (devices > 1)
        {
            writer.WriteLine(
                $"Memory is that of all {devices} devices of the recipe: spread evenly, "
                + $"{Amount(plans.Max(plan => plan.Bytes) / (double)devices, "B")} on each at most.");
            return;
        }

        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        foreach (var plan in plans.Where(plan => options.Device == "cpu" && plan.Bytes > available))
            writer.WriteLine(
                $"{plan.Stage.Name} may need {Amount(plan.Bytes, "B")}, more than the {Amount(available, "B")} here: lower its batch or length options, "
                + "or Kimi:RolloutSlots.");
    }

    private static double Rate(KimiOptions options)
    {
        LibTorch.SetThreads(options.ThreadCount);
        return MachineSpeed.MeasureMatmul(ComputeDevice.Parse(options.Device));
    }

    private static string Time(double flops, double rate) => flops > 0 && rate > 0 ? MetricText.Duration(flops / rate) : "";

    // Such as 728.8 k, 1.2 G, 11.4 MB; nothing for 0.
    private static string Amount(double value, string unit = "")
    {
        if (value == 0)
            return "";
        string[] prefixes = ["", "k", "M", "G", "T", "P", "E", "Z", "Y"];
        var thousands = Math.Clamp((int)Math.Log(value, 1000), 0, prefixes.Length - 1);
        var number = (value / Math.Pow(1000, thousands)).ToString(thousands == 0 ? "0" : "0.0", CultureInfo.InvariantCulture);
        return $"{number} {prefixes[thousands]}{unit}".TrimEnd();
    }
}
