return await Kimi.Cli.KimiApp.RunAsync(args);
