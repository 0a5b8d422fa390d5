using System.Diagnostics;
using System.Reflection;

namespace Kimi.Cli.Hosting;

/// <summary>Starts this application once more, as a process of its own.</summary>
internal static class ApplicationProcess
{
    /// <summary>How to start it, with its output redirected.</summary>
    /// <param name="arguments">Its command line.</param>
    public static ProcessStartInfo Start(IEnumerable<string> arguments)
    {
        // An application that dotnet was told to run: then dotnet is told so again.
        var host = Environment.ProcessPath!;
        var isHosted = Path.GetFileNameWithoutExtension(host).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        IEnumerable<string> application = isHosted ? [Path.Combine(AppContext.BaseDirectory, $"{Assembly.GetEntryAssembly()!.GetName().Name}.dll")] : [];
        return new(host, application.Concat(arguments)) { RedirectStandardOutput = true, RedirectStandardError = true };
    }
}
