package traced
