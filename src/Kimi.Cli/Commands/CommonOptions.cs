using System.CommandLine;
using System.Globalization;
using Kimi.Cli.Hosting;
using Kimi.Runtime.Settings;
using Microsoft.Extensions.Configuration;

namespace Kimi.Cli.Commands;

/// <summary>The options that commands share, defined once.</summary>
internal sealed class CommonOptions
{
    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Sets an option, such as Sft:Steps=100 or LongCot:LengthPenalty:Weight=0.1; repeat it for several.",
        HelpName = "key=value",
    };

    private readonly Option<string?> _profile = new("--profile") { Description = "Overlays kimi.<name>.json on kimi.json.", HelpName = "name" };

    private readonly Option<string?> _device = new("--device") { Description = "The device: cpu, cuda or cuda:n.", HelpName = "device" };

    private readonly Option<string?> _precision = new("--precision")
    {
        Description = "The number format of matrix multiplications: fp32 or bf16.",
        HelpName = "format",
    };

    private readonly Option<int?> _threads = new("--threads") { Description = "CPU threads of tensor operations; 0 for one per core.", HelpName = "n" };
    private readonly Option<int?> _workers = new("--workers")
    {
        Description = "Rollout workers; 0 for one per thread. Changes only the speed.",
        HelpName = "n",
    };

    private readonly Option<bool> _processes = new("--processes")
    {
        Description = "Makes rollout workers processes of their own: one that dies is started again. Changes no result.",
    };

    private readonly Option<int?> _rewards = new("--reward-workers")
    {
        Description = "Processes in which rewards judge and environments play; 0 for this one. Changes no result.",
        HelpName = "n",
    };

    private readonly Option<string?> _listen = new("--listen")
    {
        Description = "Where workers join that are started elsewhere with worker --join, such as 10.0.0.1:8760. Changes only the speed.",
        HelpName = "address",
    };

    private readonly Option<string?> _runs = new("--runs") { Description = "The folder for runs.", HelpName = "folder" };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public static CommonOptions AddTo(Command command) =>
        Add(command, options =>
        [
            options._set, options._profile, options._device, options._precision, options._threads, options._workers, options._processes, options._rewards,
            options._listen, options._runs,
        ]);

    /// <summary>Adds to a command the options of configuration alone.</summary>
    /// <param name="command">The command.</param>
    public static CommonOptions AddSettingsTo(Command command) => Add(command, options => [options._set, options._profile]);

    /// <summary>Adds to a command the options of configuration, and those that say what it computes on.</summary>
    /// <param name="command">The command.</param>
    public static CommonOptions AddDeviceTo(Command command) =>
        Add(command, options => [options._set, options._profile, options._device, options._precision, options._threads, options._runs]);

    /// <summary>Adds to a command the options that say where runs are.</summary>
    /// <param name="command">The command.</param>
    public static CommonOptions AddRunsTo(Command command) => Add(command, options => [options._profile, options._runs]);

    /// <summary>Reads them.</summary>
    /// <param name="arguments">The parsed command line.</param>
    public ConfigurationArguments Read(ParseResult arguments)
    {
        var flags = new Dictionary<string, (string, string)>();
        Add("--device", nameof(KimiOptions.Device), arguments.GetValue(_device));
        Add("--precision", nameof(KimiOptions.Precision), arguments.GetValue(_precision));
        Add("--threads", nameof(KimiOptions.Threads), arguments.GetValue(_threads)?.ToString(CultureInfo.InvariantCulture));
        Add("--workers", nameof(KimiOptions.RolloutWorkers), arguments.GetValue(_workers)?.ToString(CultureInfo.InvariantCulture));
        Add("--processes", nameof(KimiOptions.RolloutProcesses), arguments.GetValue(_processes) ? "true" : null);
        Add("--reward-workers", nameof(KimiOptions.RewardProcesses), arguments.GetValue(_rewards)?.ToString(CultureInfo.InvariantCulture));
        Add("--listen", nameof(KimiOptions.WorkerAddress), arguments.GetValue(_listen));
        Add("--runs", nameof(KimiOptions.RunsFolder), arguments.GetValue(_runs));
        return new(arguments.GetValue(_profile), arguments.GetValue(_set) ?? [], flags);

        void Add(string flag, string option, string? value)
        {
            if (value is not null)
                flags[flag] = (ConfigurationPath.Combine(KimiOptions.Section, option), value);
        }
    }

    private static CommonOptions Add(Command command, Func<CommonOptions, Option[]> chosen)
    {
        var options = new CommonOptions();
        foreach (var option in chosen(options))
            command.Options.Add(option);
        return options;
    }
}
